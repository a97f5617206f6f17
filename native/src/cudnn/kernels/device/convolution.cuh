// SPDX-License-Identifier: Apache-2.0
//
// Convolutions and deconvolutions written out: as matrix products, one result a thread, or one vector of channels a
// thread where each channel is by itself. Sums are f32.
#pragma once

#include <cmath>

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"
#include "product_tile.cuh"
#include "windows.cuh"

namespace mish4j::cudnn {

// body: (src offset, weights offset), without channels, of each tap that lies in the image. places: in dst.
template <typename Body>
__device__ inline void for_each_tap(const ConvolutionShape& shape, const std::int64_t (&places)[3], const Body& body) {
    for (int z = 0; z < shape.axes[0].kernel; ++z) {
        const std::int64_t src_z = place_of_tap(shape.axes[0], shape.transposed, places[0], z);
        if (src_z < 0) continue;
        for (int y = 0; y < shape.axes[1].kernel; ++y) {
            const std::int64_t src_y = place_of_tap(shape.axes[1], shape.transposed, places[1], y);
            if (src_y < 0) continue;
            const std::int64_t src_row = src_z * shape.axes[0].src_stride + src_y * shape.axes[1].src_stride;
            const std::int64_t weights_row = z * shape.weights_tap_strides[0] + y * shape.weights_tap_strides[1];
            for (int x = 0; x < shape.axes[2].kernel; ++x) {
                const std::int64_t src_x = place_of_tap(shape.axes[2], shape.transposed, places[2], x);
                if (src_x < 0) continue;
                body(src_row + src_x * shape.axes[2].src_stride, weights_row + x * shape.weights_tap_strides[2]);
            }
        }
    }
}

// Rows are pixels of dst, columns the results of a group, terms the taps with their channels.
extern "C" __global__ void __launch_bounds__(tile_threads)
    convolution_tiles(const __grid_constant__ ConvolutionTilesArgument argument) {
    const ConvolutionShape& shape = argument.shape;
    const KernelPointers& pointers = argument.pointers;
    const std::int64_t results = shape.results.value;
    const std::int64_t pixel_tiles = (argument.nest.iterations + tile_size - 1) / tile_size;
    const std::int64_t result_tiles = (results + tile_size - 1) / tile_size;
    const std::int64_t tiles = pixel_tiles * result_tiles * argument.groups;
    for (std::int64_t tile = blockIdx.x; tile < tiles; tile += gridDim.x) {
        const std::int64_t first_result = tile % result_tiles * tile_size;
        const std::int64_t first_pixel = tile / result_tiles % pixel_tiles * tile_size;
        const std::int64_t group = tile / result_tiles / pixel_tiles;
        multiply_tile(
            argument.terms, shape.src_channel_stride == 1, shape.weights_result_stride != 1,
            [&](int row, std::int64_t term) {
                if (first_pixel + row >= argument.nest.iterations || term >= argument.terms) return 0.0F;
                std::int64_t offsets[5];
                locate(argument.nest, first_pixel + row, offsets);
                const Quotient tap = split(term, argument.channels);
                const Quotient column = split(tap.whole, argument.kernel_columns);
                const Quotient line = split(column.whole, argument.kernel_rows);
                const int taps[3] = {static_cast<int>(line.whole), static_cast<int>(line.rest),
                                     static_cast<int>(column.rest)};
                std::int64_t offset = offsets[1] + (group * shape.channels + tap.rest) * shape.src_channel_stride;
#pragma unroll
                for (int i = 0; i < 3; ++i) {
                    const std::int64_t place = place_of_tap(shape.axes[i], shape.transposed, offsets[2 + i], taps[i]);
                    if (place < 0) return 0.0F;
                    offset += place * shape.axes[i].src_stride;
                }
                return load_element(pointers.srcs[0], shape.src_type, offset);
            },
            [&](std::int64_t term, int column) {
                if (term >= argument.terms || first_result + column >= results) return 0.0F;
                const Quotient tap = split(term, argument.channels);
                const Quotient kernel_column = split(tap.whole, argument.kernel_columns);
                const Quotient line = split(kernel_column.whole, argument.kernel_rows);
                const std::int64_t offset =
                    group * shape.weights_group_stride + (first_result + column) * shape.weights_result_stride +
                    tap.rest * shape.weights_channel_stride + line.whole * shape.weights_tap_strides[0] +
                    line.rest * shape.weights_tap_strides[1] + kernel_column.rest * shape.weights_tap_strides[2];
                return load_element(pointers.srcs[1], shape.weights_type, offset);
            },
            [&](int row, int column, float sum) {
                if (first_pixel + row >= argument.nest.iterations || first_result + column >= results) return;
                const std::int64_t result = group * results + first_result + column;
                if (shape.bias) sum += static_cast<const float*>(pointers.srcs[2])[result];
                std::int64_t offsets[5];
                locate(argument.nest, first_pixel + row, offsets);
                store_element(pointers.dst, shape.dst_type, offsets[0] + result * argument.dst_channel_stride, sum);
            });
    }
}

extern "C" __global__ void __launch_bounds__(256, 4)
    convolution_x1(const __grid_constant__ ConvolutionArgument argument) {
    const ConvolutionShape& shape = argument.shape;
    const KernelPointers& pointers = argument.pointers;
    for_each_vector<1>(argument.nest, [&](const std::int64_t(&offsets)[6], int) {
        const Quotient group = split(offsets[5], shape.results);
        const std::int64_t src = offsets[1] + group.whole * shape.channels * shape.src_channel_stride;
        const std::int64_t weights =
            group.whole * shape.weights_group_stride + group.rest * shape.weights_result_stride;
        float sum = 0.0F;
        for_each_tap(shape, {offsets[2], offsets[3], offsets[4]}, [&](std::int64_t src_tap, std::int64_t weights_tap) {
            for (std::int64_t channel = 0; channel < shape.channels; ++channel) {
                const float x =
                    load_element(pointers.srcs[0], shape.src_type, src + src_tap + channel * shape.src_channel_stride);
                const float weight = load_element(pointers.srcs[1], shape.weights_type,
                                                  weights + weights_tap + channel * shape.weights_channel_stride);
                sum = fmaf(x, weight, sum);
            }
        });
        if (shape.bias) sum += static_cast<const float*>(pointers.srcs[2])[offsets[5]];
        store_element(pointers.dst, shape.dst_type, offsets[0], sum);
    });
}

template <int width>
__device__ inline void depthwise(const DepthwiseArgument& argument) {
    const KernelPointers& pointers = argument.pointers;
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[7], int count) {
        float sums[width];
        if (argument.shape.bias) {
            load_vector(pointers.srcs[2], argument.bias_access, offsets[6], count, sums);
        } else {
#pragma unroll
            for (int i = 0; i < width; ++i) sums[i] = 0.0F;
        }
        for_each_tap(argument.shape, {offsets[2], offsets[3], offsets[4]},
                     [&](std::int64_t src_tap, std::int64_t weights_tap) {
                         float values[width];
                         float weights[width];
                         load_vector(pointers.srcs[0], argument.accesses[1], offsets[1] + src_tap, count, values);
                         load_vector(pointers.srcs[1], argument.accesses[2], offsets[5] + weights_tap, count, weights);
#pragma unroll
                         for (int i = 0; i < width; ++i) sums[i] = fmaf(values[i], weights[i], sums[i]);
                     });
        store_vector(pointers.dst, argument.accesses[0], offsets[0], count, sums);
    });
}

extern "C" __global__ void depthwise_x8(const __grid_constant__ DepthwiseArgument argument) { depthwise<8>(argument); }
extern "C" __global__ void depthwise_x4(const __grid_constant__ DepthwiseArgument argument) { depthwise<4>(argument); }
extern "C" __global__ void depthwise_x1(const __grid_constant__ DepthwiseArgument argument) { depthwise<1>(argument); }

}  // namespace mish4j::cudnn
