// SPDX-License-Identifier: Apache-2.0
//
// Softmax along a dimension of a dense f32 tensor, or its logarithm: x less the largest element, and less the logarithm
// of the sum of e^x of such differences, which is summed in double. A NaN or +inf makes all elements NaN.
#pragma once

#include <cstdint>

#include "axis_loops.hpp"

namespace mish4j::kernels {

// The tiles `begin` to end - 1 of src. dst lies like it, and may be src.
void softmax_tiles(bool logarithmic, const AxisLoops& loops, const float* src, float* dst, std::int64_t begin,
                   std::int64_t end);

}  // namespace mish4j::kernels
