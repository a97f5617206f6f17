// SPDX-License-Identifier: Apache-2.0
//
// Places of a tensor along an axis by their indices, and weighted sums of them.
#pragma once

#include <cmath>

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"

namespace mish4j::cudnn {

template <int width>
__device__ inline void interpolate(const InterpolateArgument& argument) {
    const auto* indices = static_cast<const std::int32_t*>(argument.pointers.srcs[1]);
    const auto* weights = static_cast<const float*>(argument.pointers.srcs[2]);
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[3], int count) {
        float sums[width];
        const auto load_term = [&](std::int64_t term, float(&values)[width]) {
            const std::int64_t place = offsets[1] + indices[term] * argument.axis_stride;
            load_vector(argument.pointers.srcs[0], argument.accesses[1], place, count, values);
        };
        load_term(offsets[2], sums);
        if (argument.weighted) {
#pragma unroll
            for (int i = 0; i < width; ++i) sums[i] *= weights[offsets[2]];
            for (int tap = 1; tap < argument.taps; ++tap) {
                float values[width];
                load_term(offsets[2] + tap, values);
                const float weight = weights[offsets[2] + tap];
#pragma unroll
                for (int i = 0; i < width; ++i) sums[i] = fmaf(values[i], weight, sums[i]);
            }
        }
        store_vector(argument.pointers.dst, argument.accesses[0], offsets[0], count, sums);
    });
}

extern "C" __global__ void interpolate_x8(const __grid_constant__ InterpolateArgument argument) {
    interpolate<8>(argument);
}
extern "C" __global__ void interpolate_x4(const __grid_constant__ InterpolateArgument argument) {
    interpolate<4>(argument);
}
extern "C" __global__ void interpolate_x1(const __grid_constant__ InterpolateArgument argument) {
    interpolate<1>(argument);
}

}  // namespace mish4j::cudnn
