// SPDX-License-Identifier: Apache-2.0
//
// What operations are called in descriptions of steps.
#pragma once

#include <string>

#include "program/program.hpp"

namespace mish4j {

// "mish"
std::string name_of(const Eltwise& eltwise);

// "add"
std::string name_of(BinaryKind kind);

// "pooling_max"
std::string name_of(PoolingKind kind);

// "reduce_mean"
std::string name_of(ReductionKind kind);

// "arg_max"
std::string name_of(ArgKind kind);

}  // namespace mish4j
