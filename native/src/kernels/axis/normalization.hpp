// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mish4j::kernels {

// Gives each row of an f32 matrix the mean 0 and, but for epsilon, the variance 1. Both are computed in double, the
// variance from the distances from the mean. dst may be src.
void normalize_rows(const float* src, float* dst, std::int64_t rows, std::int64_t columns, double epsilon);

}  // namespace mish4j::kernels
