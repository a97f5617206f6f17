// SPDX-License-Identifier: Apache-2.0
//
// What oneDNN 3.13 takes, though its kernel gives wrong results or ends the process. docs/onednn-defects.md has them
// all, with what mish4j does instead; the program in tests/sweep searches for them.
#pragma once

#include <string_view>

#include "window_geometry.hpp"

namespace mish4j::onednn {

// Whether a convolution with these windows must not be given to the kernel of this name, on whatever processor.
bool has_known_defect(std::string_view convolution_kernel, const WindowGeometry& geometry);

}  // namespace mish4j::onednn
