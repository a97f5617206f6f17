// SPDX-License-Identifier: Apache-2.0
//
// What there is to know of the processor that this process runs on.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

#include "backend.hpp"
#include "kernels/instruction_set.hpp"

namespace mish4j::onednn {

// "AMD EPYC 9R14"; "unknown processor" where the system does not tell.
std::string processor_name();

// The best instruction set that oneDNN uses here, "avx512_core_bf16".
std::string instruction_set_name();

// Whether oneDNN computes with vectors of 512 bits here, as the processor and the environment variable
// ONEDNN_MAX_CPU_ISA allow.
bool has_512_bit_vectors();

// What ONEDNN_MAX_CPU_ISA leaves to the kernels of mish4j's own.
kernels::InstructionSetLimit instruction_set_limit();

// Of a core at work, in cycles a second; measured once.
double clock_frequency();

// Those for which the instruction set has arithmetic, f32 first.
std::vector<Precision> supported_precisions();

// The number of processors that this process may run on.
int available_processors();

// The threads of a plan: as many as are wanted, for 0 as many as there are processors, but no more than OpenMP allows.
int thread_count(int wanted);

}  // namespace mish4j::onednn
