// SPDX-License-Identifier: Apache-2.0
//
// Combines the elements along a dimension of a dense f32 tensor, in double. NaN among them gives NaN.
#pragma once

#include <cstdint>

#include "axis_loops.hpp"
#include "program/program.hpp"

namespace mish4j::kernels {

// The tiles `begin` to end - 1 of src. dst has one element in place of those along the dimension. The results are the
// same bits with every instruction set.
void reduce_tiles(ReductionKind kind, const AxisLoops& loops, const float* src, float* dst, std::int64_t begin,
                  std::int64_t end);

}  // namespace mish4j::kernels
