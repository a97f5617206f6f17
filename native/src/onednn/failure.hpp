// SPDX-License-Identifier: Apache-2.0
//
// oneDNN's errors as mish4j's.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <string>

#include "../status.hpp"

namespace mish4j::onednn {

// "compiling the program: oneDNN reports out of memory"
Error failure(const std::string& activity, const dnnl::error& error);
Error failure(const std::string& activity, dnnl_status_t status);

}  // namespace mish4j::onednn
