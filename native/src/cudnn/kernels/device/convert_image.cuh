// SPDX-License-Identifier: Apache-2.0
//
// Images of any type, scaled and shifted channel by channel.
#pragma once

#include <cmath>

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"

namespace mish4j::cudnn {

template <int width>
__device__ inline void convert_image(const ConvertImageArgument& argument) {
    const auto* scales = static_cast<const float*>(argument.pointers.srcs[1]);
    const auto* shifts = static_cast<const float*>(argument.pointers.srcs[2]);
    const Access& src = argument.accesses[1];
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[3], int count) {
        float values[width];
#pragma unroll
        for (int i = 0; i < width; ++i) {
            const std::int64_t channel = offsets[2] + i * argument.channel_step;
            values[i] = 0.0F;
            if (i >= count || channel >= argument.channels) continue;
            const float x = load_any_element(argument.pointers.srcs[0], src.type, offsets[1] + i * src.step);
            values[i] = fmaf(scales[channel], x, shifts[channel]);
        }
        store_vector(argument.pointers.dst, argument.accesses[0], offsets[0], count, values);
    });
}

extern "C" __global__ void convert_image_x8(const __grid_constant__ ConvertImageArgument argument) {
    convert_image<8>(argument);
}

extern "C" __global__ void convert_image_x4(const __grid_constant__ ConvertImageArgument argument) {
    convert_image<4>(argument);
}

extern "C" __global__ void convert_image_x1(const __grid_constant__ ConvertImageArgument argument) {
    convert_image<1>(argument);
}

}  // namespace mish4j::cudnn
