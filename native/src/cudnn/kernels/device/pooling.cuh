// SPDX-License-Identifier: Apache-2.0
//
// Pooling (MISH4J_POOLING_*): NaN in a window gives NaN.
#pragma once

#include <cmath>

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"
#include "windows.cuh"

namespace mish4j::cudnn {

__device__ inline float larger(float largest, float x) { return x > largest || x != x ? x : largest; }

// load: (offset, values), the elements of src.
template <int width, typename Load>
__device__ inline void pool(const PoolingArgument& argument, const std::int64_t (&offsets)[5], float (&results)[width],
                            const Load& load) {
    const bool largest = argument.kind == MISH4J_POOLING_MAX;
#pragma unroll
    for (int i = 0; i < width; ++i) results[i] = largest ? -INFINITY : 0.0F;
    const Taps z_taps = taps_of(argument.axes[0], offsets[2]);
    const Taps y_taps = taps_of(argument.axes[1], offsets[3]);
    const Taps x_taps = taps_of(argument.axes[2], offsets[4]);
    for (int z = z_taps.first; z < z_taps.end; ++z) {
        for (int y = y_taps.first; y < y_taps.end; ++y) {
            const std::int64_t row =
                offsets[1] + offset_of(argument.axes[0], z_taps, z) + offset_of(argument.axes[1], y_taps, y);
#pragma unroll 4
            for (int x = x_taps.first; x < x_taps.end; ++x) {
                float values[width];
                load(row + offset_of(argument.axes[2], x_taps, x), values);
#pragma unroll
                for (int i = 0; i < width; ++i) {
                    results[i] = largest ? larger(results[i], values[i]) : results[i] + values[i];
                }
            }
        }
    }
    if (largest) return;
    const bool all = argument.kind == MISH4J_POOLING_AVERAGE_INCLUDE_PADDING;
    const float count = all ? argument.taps : count_of(z_taps) * count_of(y_taps) * count_of(x_taps);
#pragma unroll
    for (int i = 0; i < width; ++i) results[i] /= count;
}

// Vectors of channels that lie together, in src and in dst, and are of one type.
template <int width, std::int32_t type>
__device__ inline void pool_channels(const PoolingArgument& argument) {
    const void* src = argument.pointers.srcs[0];
    const bool together = is_multiple(src, 16) && argument.accesses[1].together;
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[5], int count) {
        float results[width];
        if (together && count == width) {
            pool(argument, offsets, results,
                 [&](std::int64_t offset, float(&values)[width]) { load_together(src, type, offset, values); });
        } else {
            pool(argument, offsets, results, [&](std::int64_t offset, float(&values)[width]) {
                load_vector(src, argument.accesses[1], offset, count, values);
            });
        }
        store_vector(argument.pointers.dst, argument.accesses[0], offsets[0], count, results);
    });
}

extern "C" __global__ void pooling_f16x8(const __grid_constant__ PoolingArgument argument) {
    pool_channels<8, MISH4J_TYPE_F16>(argument);
}

extern "C" __global__ void pooling_bf16x8(const __grid_constant__ PoolingArgument argument) {
    pool_channels<8, MISH4J_TYPE_BF16>(argument);
}

extern "C" __global__ void pooling_f32x4(const __grid_constant__ PoolingArgument argument) {
    pool_channels<4, MISH4J_TYPE_F32>(argument);
}

extern "C" __global__ void pooling_x1(const __grid_constant__ PoolingArgument argument) {
    for_each_vector<1>(argument.nest, [&](const std::int64_t(&offsets)[5], int) {
        float results[1];
        pool(argument, offsets, results, [&](std::int64_t offset, float(&values)[1]) {
            values[0] = load_element(argument.pointers.srcs[0], argument.accesses[1].type, offset);
        });
        store_element(argument.pointers.dst, argument.accesses[0].type, offsets[0], results[0]);
    });
}

}  // namespace mish4j::cudnn
