// SPDX-License-Identifier: Apache-2.0
//
// A chain of element-wise functions and additions. Four blocks fit on a multiprocessor.
#pragma once

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "eltwise.cuh"
#include "loops.cuh"

namespace mish4j::cudnn {

template <int width>
__device__ inline void chain(const ChainArgument& argument) {
    constexpr int tensors = 2 + ChainArgument::max_addends;
    for_each_vector<width>(argument.nest, [&](const std::int64_t(&offsets)[tensors], int count) {
        float values[width];
        load_vector(argument.pointers.srcs[0], argument.accesses[1], offsets[1], count, values);
        int addends = 0;
        for (int step = 0; step < argument.step_count; ++step) {
            const ChainStep& link = argument.steps[step];
            if (link.kind != 0) {
                eltwise_vector(link.kind, link.alpha, link.beta, values);
                continue;
            }
#pragma unroll
            for (int a = 0; a < ChainArgument::max_addends; ++a) {
                if (a != addends) continue;
                float addend[width];
                load_vector(argument.pointers.srcs[1 + a], argument.accesses[2 + a], offsets[2 + a], count, addend);
#pragma unroll
                for (int i = 0; i < width; ++i) values[i] += addend[i];
            }
            ++addends;
        }
        store_vector(argument.pointers.dst, argument.accesses[0], offsets[0], count, values);
    });
}

extern "C" __global__ void __launch_bounds__(256, 4) chain_x8(const __grid_constant__ ChainArgument argument) {
    chain<8>(argument);
}
extern "C" __global__ void __launch_bounds__(256, 4) chain_x4(const __grid_constant__ ChainArgument argument) {
    chain<4>(argument);
}
extern "C" __global__ void chain_x1(const __grid_constant__ ChainArgument argument) { chain<1>(argument); }

}  // namespace mish4j::cudnn
