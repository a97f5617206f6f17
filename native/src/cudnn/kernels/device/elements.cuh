// SPDX-License-Identifier: Apache-2.0
//
// Elements of tensors as floats: read, and written by the rules of mish4j.h at MISH4J_TYPE_*, one by one or 16 bytes at
// once. Offsets are numbers of elements.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include "cudnn/kernels/loop_nest.hpp"
#include "mish4j/mish4j.h"

namespace mish4j::cudnn {

__device__ inline float to_float(float element) { return element; }
__device__ inline float to_float(__half element) { return __half2float(element); }
__device__ inline float to_float(__nv_bfloat16 element) { return __bfloat162float(element); }

__device__ inline void from_float(float x, float& element) { element = x; }
__device__ inline void from_float(float x, __half& element) { element = __float2half_rn(x); }
__device__ inline void from_float(float x, __nv_bfloat16& element) { element = __float2bfloat16_rn(x); }

// The nearest integer, ties to even; NaN is 0; what is out of range, the nearest of the range. least is a power of 2,
// and most is its opposite less 1.
template <typename Integer>
__device__ inline Integer to_integer(float x, Integer least, Integer most) {
    if (x != x) return 0;
    if (x >= -static_cast<float>(least)) return most;
    if (x <= static_cast<float>(least)) return least;
    // Below the bound may still be rounded to it.
    const float rounded = rintf(x);
    return rounded >= -static_cast<float>(least) ? most : static_cast<Integer>(rounded);
}

__device__ inline std::uint8_t to_byte(float x) {
    if (!(x > 0)) return 0;
    return x >= 255 ? 255 : static_cast<std::uint8_t>(rintf(x));
}

// type: of f32, f16 and bf16.
__device__ inline float load_element(const void* tensor, std::int32_t type, std::int64_t offset) {
    switch (type) {
        case MISH4J_TYPE_F16:
            return to_float(static_cast<const __half*>(tensor)[offset]);
        case MISH4J_TYPE_BF16:
            return to_float(static_cast<const __nv_bfloat16*>(tensor)[offset]);
        default:
            return static_cast<const float*>(tensor)[offset];
    }
}

__device__ inline void store_element(void* tensor, std::int32_t type, std::int64_t offset, float x) {
    switch (type) {
        case MISH4J_TYPE_F16:
            return from_float(x, static_cast<__half*>(tensor)[offset]);
        case MISH4J_TYPE_BF16:
            return from_float(x, static_cast<__nv_bfloat16*>(tensor)[offset]);
        default:
            static_cast<float*>(tensor)[offset] = x;
    }
}

// type: any of the C ABI's.
__device__ inline float load_any_element(const void* tensor, std::int32_t type, std::int64_t offset) {
    switch (type) {
        case MISH4J_TYPE_F64:
            return static_cast<float>(static_cast<const double*>(tensor)[offset]);
        case MISH4J_TYPE_I8:
            return static_cast<float>(static_cast<const std::int8_t*>(tensor)[offset]);
        case MISH4J_TYPE_U8:
            return static_cast<float>(static_cast<const std::uint8_t*>(tensor)[offset]);
        case MISH4J_TYPE_I32:
            return static_cast<float>(static_cast<const std::int32_t*>(tensor)[offset]);
        case MISH4J_TYPE_I64:
            return static_cast<float>(static_cast<const std::int64_t*>(tensor)[offset]);
        case MISH4J_TYPE_BOOL:
            return static_cast<const std::uint8_t*>(tensor)[offset] != 0 ? 1.0F : 0.0F;
        default:
            return load_element(tensor, type, offset);
    }
}

__device__ inline void store_any_element(void* tensor, std::int32_t type, std::int64_t offset, float x) {
    switch (type) {
        case MISH4J_TYPE_F64:
            static_cast<double*>(tensor)[offset] = static_cast<double>(x);
            return;
        case MISH4J_TYPE_I8:
            static_cast<std::int8_t*>(tensor)[offset] = to_integer<std::int8_t>(x, INT8_MIN, INT8_MAX);
            return;
        case MISH4J_TYPE_U8:
            static_cast<std::uint8_t*>(tensor)[offset] = to_byte(x);
            return;
        case MISH4J_TYPE_I32:
            static_cast<std::int32_t*>(tensor)[offset] = to_integer<std::int32_t>(x, INT32_MIN, INT32_MAX);
            return;
        case MISH4J_TYPE_I64:
            static_cast<std::int64_t*>(tensor)[offset] = to_integer<std::int64_t>(x, INT64_MIN, INT64_MAX);
            return;
        case MISH4J_TYPE_BOOL:
            static_cast<std::uint8_t*>(tensor)[offset] = x == 0 ? 0 : 1;
            return;
        default:
            store_element(tensor, type, offset, x);
    }
}

// The two elements of a word, the one of the lower address in its lower half.
__device__ inline void unpack(std::uint32_t word, std::int32_t type, float& low, float& high) {
    if (type == MISH4J_TYPE_F16) {
        low = __half2float(__ushort_as_half(static_cast<unsigned short>(word & 0xFFFFU)));
        high = __half2float(__ushort_as_half(static_cast<unsigned short>(word >> 16)));
    } else {
        low = __uint_as_float(word << 16);
        high = __uint_as_float(word & 0xFFFF0000U);
    }
}

__device__ inline std::uint32_t pack(std::int32_t type, float low, float high) {
    std::uint32_t word;
    if (type == MISH4J_TYPE_F16) {
        const __half2 pair = __floats2half2_rn(low, high);
        memcpy(&word, &pair, sizeof word);
    } else {
        const __nv_bfloat162 pair = __floats2bfloat162_rn(low, high);
        memcpy(&word, &pair, sizeof word);
    }
    return word;
}

__device__ inline bool is_multiple(const void* address, std::uint32_t bytes) {
    return (reinterpret_cast<std::uintptr_t>(address) & (bytes - 1)) == 0;
}

// The bytes from whose multiples on vectors are read and written at once: 16, or the vector's where those are less.
template <int width>
__device__ inline std::uint32_t vector_alignment(std::int32_t type) {
    static_assert(width == 4 || width == 8);
    return width == 4 && type != MISH4J_TYPE_F32 ? 8 : 16;
}

// width elements side by side, of f32, f16 or bf16, from a multiple of vector_alignment on.
template <int width>
__device__ inline void load_together(const void* tensor, std::int32_t type, std::int64_t offset,
                                     float (&values)[width]) {
    if (type == MISH4J_TYPE_F32) {
        const auto* words = reinterpret_cast<const float4*>(static_cast<const float*>(tensor) + offset);
#pragma unroll
        for (int i = 0; i < width / 4; ++i) {
            const float4 four = words[i];
            values[4 * i] = four.x;
            values[4 * i + 1] = four.y;
            values[4 * i + 2] = four.z;
            values[4 * i + 3] = four.w;
        }
    } else {
        const auto* halves = static_cast<const std::uint16_t*>(tensor) + offset;
        if constexpr (width == 8) {
            const uint4 words = *reinterpret_cast<const uint4*>(halves);
            unpack(words.x, type, values[0], values[1]);
            unpack(words.y, type, values[2], values[3]);
            unpack(words.z, type, values[4], values[5]);
            unpack(words.w, type, values[6], values[7]);
        } else {
            const uint2 words = *reinterpret_cast<const uint2*>(halves);
            unpack(words.x, type, values[0], values[1]);
            unpack(words.y, type, values[2], values[3]);
        }
    }
}

template <int width>
__device__ inline void store_together(void* tensor, std::int32_t type, std::int64_t offset,
                                      const float (&values)[width]) {
    if (type == MISH4J_TYPE_F32) {
        auto* words = reinterpret_cast<float4*>(static_cast<float*>(tensor) + offset);
#pragma unroll
        for (int i = 0; i < width / 4; ++i) {
            words[i] = make_float4(values[4 * i], values[4 * i + 1], values[4 * i + 2], values[4 * i + 3]);
        }
    } else {
        auto* halves = static_cast<std::uint16_t*>(tensor) + offset;
        if constexpr (width == 8) {
            *reinterpret_cast<uint4*>(halves) =
                make_uint4(pack(type, values[0], values[1]), pack(type, values[2], values[3]),
                           pack(type, values[4], values[5]), pack(type, values[6], values[7]));
        } else {
            *reinterpret_cast<uint2*>(halves) =
                make_uint2(pack(type, values[0], values[1]), pack(type, values[2], values[3]));
        }
    }
}

// The first `count` elements of a vector, of f32, f16 or bf16; the others are 0.
template <int width>
__device__ inline void load_vector(const void* tensor, const Access& access, std::int64_t offset, int count,
                                   float (&values)[width]) {
    if constexpr (width > 1) {
        if (count == width && access.together && is_multiple(tensor, vector_alignment<width>(access.type))) {
            return load_together(tensor, access.type, offset, values);
        }
        if (access.step == 0) {
            const float x = load_element(tensor, access.type, offset);
#pragma unroll
            for (int i = 0; i < width; ++i) values[i] = x;
            return;
        }
    }
#pragma unroll
    for (int i = 0; i < width; ++i) {
        values[i] = i < count ? load_element(tensor, access.type, offset + i * access.step) : 0.0F;
    }
}

template <int width>
__device__ inline void store_vector(void* tensor, const Access& access, std::int64_t offset, int count,
                                    const float (&values)[width]) {
    if constexpr (width > 1) {
        if (count == width && access.together && is_multiple(tensor, vector_alignment<width>(access.type))) {
            return store_together(tensor, access.type, offset, values);
        }
    }
#pragma unroll
    for (int i = 0; i < width; ++i) {
        if (i < count) store_element(tensor, access.type, offset + i * access.step, values[i]);
    }
}

}  // namespace mish4j::cudnn
