// SPDX-License-Identifier: Apache-2.0
//
// Sums of floats with what rounding took from them (Knuth, The Art of Computer Programming, volume 2, 4.2.2).
#pragma once

#include <cmath>

#include "teams.cuh"

namespace mish4j::cudnn {

struct Sum {
    float value;
    float rest;
};

__device__ inline Sum add(const Sum& left, const Sum& right) {
    const float value = left.value + right.value;
    const float added = value - left.value;
    const float lost = (left.value - (value - added)) + (right.value - added);
    return {value, left.rest + right.rest + lost};
}

__device__ inline Sum add(const Sum& left, float right) { return add(left, Sum{right, 0.0F}); }

// Rounded; what is infinite, or no number, has no rest.
__device__ inline float total(const Sum& sum) { return fabsf(sum.value) < INFINITY ? sum.value + sum.rest : sum.value; }

__device__ inline Sum shuffle(const Sum& sum, int lane_mask) {
    return {shuffle(sum.value, lane_mask), shuffle(sum.rest, lane_mask)};
}

}  // namespace mish4j::cudnn
