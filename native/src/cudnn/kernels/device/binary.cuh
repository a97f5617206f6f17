// SPDX-License-Identifier: Apache-2.0
//
// Functions of two operands (MISH4J_BINARY_*), and the choice between two. NaN gives NaN, but in comparisons, where it
// gives 0.
#pragma once

#include <cmath>

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"

namespace mish4j::cudnn {

__device__ __attribute__((noinline)) float power(float base, float exponent) { return powf(base, exponent); }

__device__ inline float binary(std::int32_t kind, float a, float b) {
    switch (kind) {
        case MISH4J_BINARY_ADD:
            return a + b;
        case MISH4J_BINARY_SUB:
            return a - b;
        case MISH4J_BINARY_MUL:
            return a * b;
        case MISH4J_BINARY_DIV:
            return a / b;
        case MISH4J_BINARY_MIN:
            return a != a || a < b ? a : b;
        case MISH4J_BINARY_MAX:
            return a != a || a > b ? a : b;
        case MISH4J_BINARY_POW:
            return power(a, b);
        case MISH4J_BINARY_EQUAL:
            return a == b ? 1.0F : 0.0F;
        case MISH4J_BINARY_LESS:
            return a < b ? 1.0F : 0.0F;
        case MISH4J_BINARY_LESS_OR_EQUAL:
            return a <= b ? 1.0F : 0.0F;
        case MISH4J_BINARY_GREATER:
            return a > b ? 1.0F : 0.0F;
        default:
            return a >= b ? 1.0F : 0.0F;
    }
}

template <int width>
__device__ inline void binary_loop(const BinaryArgument& argument) {
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[3], int count) {
        float left[width];
        float right[width];
        load_vector(argument.pointers.srcs[0], argument.accesses[1], offsets[1], count, left);
        load_vector(argument.pointers.srcs[1], argument.accesses[2], offsets[2], count, right);
#pragma unroll
        for (int i = 0; i < width; ++i) left[i] = binary(argument.kind, left[i], right[i]);
        store_vector(argument.pointers.dst, argument.accesses[0], offsets[0], count, left);
    });
}

template <int width>
__device__ inline void select_loop(const SelectArgument& argument) {
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[4], int count) {
        float condition[width];
        float left[width];
        float right[width];
        load_vector(argument.pointers.srcs[0], argument.accesses[1], offsets[1], count, condition);
        load_vector(argument.pointers.srcs[1], argument.accesses[2], offsets[2], count, left);
        load_vector(argument.pointers.srcs[2], argument.accesses[3], offsets[3], count, right);
#pragma unroll
        for (int i = 0; i < width; ++i) left[i] = condition[i] != 0 ? left[i] : right[i];
        store_vector(argument.pointers.dst, argument.accesses[0], offsets[0], count, left);
    });
}

extern "C" __global__ void binary_x8(const __grid_constant__ BinaryArgument argument) { binary_loop<8>(argument); }
extern "C" __global__ void binary_x4(const __grid_constant__ BinaryArgument argument) { binary_loop<4>(argument); }
extern "C" __global__ void binary_x1(const __grid_constant__ BinaryArgument argument) { binary_loop<1>(argument); }

extern "C" __global__ void select_x8(const __grid_constant__ SelectArgument argument) { select_loop<8>(argument); }
extern "C" __global__ void select_x4(const __grid_constant__ SelectArgument argument) { select_loop<4>(argument); }
extern "C" __global__ void select_x1(const __grid_constant__ SelectArgument argument) { select_loop<1>(argument); }

}  // namespace mish4j::cudnn
