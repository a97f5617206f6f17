// SPDX-License-Identifier: Apache-2.0
//
// What CUDA adds to C++, as far as the kernels use it, for the processor: read before the kernels' sources. The threads
// of a block run one after the other on one thread of the processor, where they wait for each other in turns
// (thread_block.hpp); each __shared__ variable is that of the block which the processor's thread is running.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "thread_block.hpp"

#define __global__
#define __device__
#define __host__
#define __grid_constant__
#define __launch_bounds__(...)
#define __shared__ static thread_local

using dim3 = mish4j::test::Dim3;

#define threadIdx (mish4j::test::current_thread.thread)
#define blockIdx (mish4j::test::current_thread.block)
#define blockDim (mish4j::test::current_thread.block_size)
#define gridDim (mish4j::test::current_thread.grid_size)

struct alignas(8) uint2 {
    unsigned x, y;
};

struct alignas(16) uint4 {
    unsigned x, y, z, w;
};

struct alignas(16) float4 {
    float x, y, z, w;
};

inline uint2 make_uint2(unsigned x, unsigned y) { return {x, y}; }
inline uint4 make_uint4(unsigned x, unsigned y, unsigned z, unsigned w) { return {x, y, z, w}; }
inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }

inline unsigned __umulhi(unsigned a, unsigned b) {
    return static_cast<unsigned>((static_cast<unsigned long long>(a) * b) >> 32);
}
inline float __uint_as_float(unsigned bits) { return std::bit_cast<float>(bits); }
inline float __fdividef(float a, float b) { return a / b; }

inline void __syncthreads() { mish4j::test::wait_for_block(); }

// mask: all threads of the warp.
template <typename Number>
Number __shfl_xor_sync(unsigned, Number value, int lane_mask) {
    static_assert(sizeof value <= sizeof(std::uint64_t));
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof value);
    bits = mish4j::test::exchange_in_warp(bits, lane_mask);
    std::memcpy(&value, &bits, sizeof value);
    return value;
}
