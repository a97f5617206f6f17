// SPDX-License-Identifier: Apache-2.0
//
// The iterations of a loop nest, shared out among the threads of the grid.
#pragma once

#include <cstdint>

#include "cudnn/kernels/loop_nest.hpp"

namespace mish4j::cudnn {

__device__ inline std::uint32_t divide(std::uint32_t n, const Divisor& divisor) {
    return (__umulhi(n, divisor.multiplier) + n) >> divisor.shift;
}

struct Quotient {
    std::int64_t whole;
    std::int64_t rest;
};

__device__ inline Quotient split(std::int64_t n, const Divisor& divisor) {
    if (n <= INT32_MAX) {
        const std::uint32_t whole = divide(static_cast<std::uint32_t>(n), divisor);
        return {whole, static_cast<std::uint32_t>(n) - whole * divisor.value};
    }
    return {n / divisor.value, n % divisor.value};
}

// The offsets of the tensors' elements in an iteration.
template <int tensors>
__device__ inline void locate(const LoopNest<tensors>& nest, std::int64_t iteration, std::int64_t (&offsets)[tensors]) {
#pragma unroll
    for (int t = 0; t < tensors; ++t) offsets[t] = 0;
    for (int i = 0; i < nest.rank; ++i) {
        const Quotient place = split(iteration, nest.sizes[i]);
        iteration = place.whole;
#pragma unroll
        for (int t = 0; t < tensors; ++t) offsets[t] += place.rest * nest.strides[t][i];
    }
}

// body: (offsets, count), the number of elements in the vector.
template <int width, int tensors, typename Body>
__device__ inline void for_each_vector(const LoopNest<tensors>& nest, const Body& body) {
    const std::int64_t threads = std::int64_t{gridDim.x} * blockDim.x;
    for (std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x; i < nest.iterations; i += threads) {
        std::int64_t offsets[tensors];
        locate(nest, i, offsets);
        int count = width;
        if (width > 1 && nest.rank == 1) {
            const std::int64_t rest = nest.elements - i * width;
            count = rest < width ? static_cast<int>(rest) : width;
        }
        body(offsets, count);
    }
}

}  // namespace mish4j::cudnn
