// SPDX-License-Identifier: Apache-2.0
//
// Weighted sums of places along a dimension of a dense f32 tensor: interpolation along one axis.
#pragma once

#include <cstdint>

#include "axis_loops.hpp"

namespace mish4j::kernels {

// Each place along the dimension of the result is the sum of `taps` terms: weights[tap * places + place] times what is
// at indices[tap * places + place] along the dimension of src.
struct InterpolateTerms {
    std::int64_t places;
    std::int64_t taps;
    const std::int32_t* indices;
    const float* weights;
};

// How many parts there are, which may be computed in any order.
std::int64_t interpolate_part_count(const AxisLoops& loops, const InterpolateTerms& terms);

// The parts `begin` to end - 1. dst lies like src, but for the size of the dimension. loops: of src
void interpolate_parts(const AxisLoops& loops, const InterpolateTerms& terms, const float* src, float* dst,
                       std::int64_t begin, std::int64_t end);

}  // namespace mish4j::kernels
