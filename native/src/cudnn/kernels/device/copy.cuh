// SPDX-License-Identifier: Apache-2.0
//
// Elements brought elsewhere: as they are, for tensors of one type, and converted.
#pragma once

#include <cstdint>

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"

namespace mish4j::cudnn {

// Whether an element of a vector is one of src, and not padding.
template <typename Argument>
__device__ inline bool has_channel(const Argument& argument, std::int64_t channel, int i) {
    return channel + i * argument.channel_step < argument.channels;
}

template <int width, typename Argument>
__device__ inline bool has_all_channels(const Argument& argument, std::int64_t channel) {
    return has_channel(argument, channel, width - 1);
}

// Word: an unsigned integer of the elements' size.
template <typename Word, int width>
__device__ inline void copy_words(const CopyArgument& argument) {
    const auto* src = static_cast<const Word*>(argument.pointers.srcs[0]);
    auto* dst = static_cast<Word*>(argument.pointers.dst);
    const bool dst_together = width > 1 && argument.accesses[0].together && is_multiple(dst, 16);
    const bool src_together = width > 1 && argument.accesses[1].together && is_multiple(src, 16);
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[3], int count) {
        union {
            uint4 together;
            Word words[16 / sizeof(Word)];
        } vector;
        vector.together = make_uint4(0, 0, 0, 0);
        if (src_together && count == width && has_all_channels<width>(argument, offsets[2])) {
            vector.together = *reinterpret_cast<const uint4*>(src + offsets[1]);
        } else {
#pragma unroll
            for (int i = 0; i < width; ++i) {
                if (i < count && has_channel(argument, offsets[2], i)) {
                    vector.words[i] = src[offsets[1] + i * argument.accesses[1].step];
                }
            }
        }
        if (dst_together && count == width) {
            *reinterpret_cast<uint4*>(dst + offsets[0]) = vector.together;
        } else {
#pragma unroll
            for (int i = 0; i < width; ++i) {
                if (i < count) dst[offsets[0] + i * argument.accesses[0].step] = vector.words[i];
            }
        }
    });
}

__device__ inline bool is_computed_with(std::int32_t type) {
    return type == MISH4J_TYPE_F32 || type == MISH4J_TYPE_F16 || type == MISH4J_TYPE_BF16;
}

// As load_vector, of any type.
template <int width>
__device__ inline void load_any_vector(const void* tensor, const Access& access, std::int64_t offset, int count,
                                       float (&values)[width]) {
    if (is_computed_with(access.type)) return load_vector(tensor, access, offset, count, values);
#pragma unroll
    for (int i = 0; i < width; ++i) {
        values[i] = i < count ? load_any_element(tensor, access.type, offset + i * access.step) : 0.0F;
    }
}

// The elements of a vector that are no padding.
template <int width, typename Argument>
__device__ inline int present_count(const Argument& argument, std::int64_t channel, int count) {
    int present = 0;
#pragma unroll
    for (int i = 0; i < width; ++i) present += i < count && has_channel(argument, channel, i) ? 1 : 0;
    return present;
}

// dst: of f32, f16 or bf16.
template <int width>
__device__ inline void convert(const CopyArgument& argument) {
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[3], int count) {
        float values[width];
        load_any_vector(argument.pointers.srcs[0], argument.accesses[1], offsets[1],
                        present_count<width>(argument, offsets[2], count), values);
        store_vector(argument.pointers.dst, argument.accesses[0], offsets[0], count, values);
    });
}

extern "C" __global__ void copy_8x16(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint8_t, 16>(argument);
}

extern "C" __global__ void copy_8x1(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint8_t, 1>(argument);
}

extern "C" __global__ void copy_16x8(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint16_t, 8>(argument);
}

extern "C" __global__ void copy_16x1(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint16_t, 1>(argument);
}

extern "C" __global__ void copy_32x4(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint32_t, 4>(argument);
}

extern "C" __global__ void copy_32x1(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint32_t, 1>(argument);
}

extern "C" __global__ void copy_64x2(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint64_t, 2>(argument);
}

extern "C" __global__ void copy_64x1(const __grid_constant__ CopyArgument argument) {
    copy_words<std::uint64_t, 1>(argument);
}

extern "C" __global__ void convert_x8(const __grid_constant__ CopyArgument argument) { convert<8>(argument); }

extern "C" __global__ void convert_x4(const __grid_constant__ CopyArgument argument) { convert<4>(argument); }

extern "C" __global__ void convert_x1(const __grid_constant__ CopyArgument argument) {
    for_each_vector<1>(argument.nest, [&](const std::int64_t(&offsets)[3], int) {
        const bool present = offsets[2] < argument.channels;
        const float x =
            present ? load_any_element(argument.pointers.srcs[0], argument.accesses[1].type, offsets[1]) : 0.0F;
        store_any_element(argument.pointers.dst, argument.accesses[0].type, offsets[0], x);
    });
}

}  // namespace mish4j::cudnn
