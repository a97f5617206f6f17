// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mish4j::kernels {

// The instruction set that the kernels use here, as Highway names it, in lower case: "avx2".
std::string instruction_set();

// "mish4j:avx2": how steps name kernels of mish4j's own.
std::string kernel_name();

}  // namespace mish4j::kernels
