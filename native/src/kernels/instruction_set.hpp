// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mish4j::kernels {

// The instruction set that the kernels use here, as Highway names it, in lower case: "avx2".
std::string instruction_set();

// How good an instruction set kernels may use.
enum class InstructionSetLimit {
    sse4,    // vectors of 128 bits
    avx2,    // of 256 bits
    avx512,  // of 512 bits, with what the first processors that had them can do
    none     // whatever the processor has
};

// To be called before any kernel runs, for all of the process.
void limit_instruction_set(InstructionSetLimit limit);

// "mish4j:avx2": how steps name kernels of mish4j's own.
std::string kernel_name();

}  // namespace mish4j::kernels
