// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mish4j::kernels {

// dst[i] is the smaller or the larger of left[i * left_step] and right[i * right_step], NaN where one of them is. The
// steps are 0 or 1, not both 0. dst may be left or right where their step is 1.
void extremum(bool largest, const float* left, std::int64_t left_step, const float* right, std::int64_t right_step,
              float* dst, std::int64_t count);

}  // namespace mish4j::kernels
