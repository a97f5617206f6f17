// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "descriptor.hpp"

namespace fake_cudnn {

// Checks a descriptor, and finds what it now answers. Throws Failure.
void finalize(Descriptor& descriptor);

}  // namespace fake_cudnn
