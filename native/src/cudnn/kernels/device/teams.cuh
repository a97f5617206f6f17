// SPDX-License-Identifier: Apache-2.0
//
// Rows of elements, each of them the work of a team: of a thread, of a warp, or of a block of 256 threads.
#pragma once

#include <cstdint>

#include "cudnn/kernels/arguments.hpp"
#include "loops.cuh"

namespace mish4j::cudnn {

inline constexpr int warp_threads = 32;
inline constexpr int block_threads = 256;

template <int team>
__device__ inline int member() {
    return static_cast<int>(threadIdx.x) % team;
}

// body: (offsets) of dst and src. All threads of a team call it for the same rows.
template <int team, typename Body>
__device__ inline void for_each_row(const LoopNest<2>& rows, const Body& body) {
    const std::int64_t teams = std::int64_t{gridDim.x} * (block_threads / team);
    for (std::int64_t row = (std::int64_t{blockIdx.x} * block_threads + threadIdx.x) / team; row < rows.iterations;
         row += teams) {
        std::int64_t offsets[2];
        locate(rows, row, offsets);
        body(offsets);
    }
}

// body: (column, offsets), of the columns that are this thread's, ascending.
template <int team, typename Body>
__device__ inline void for_each_column(const LoopNest<2>& columns, const Body& body) {
    for (std::int64_t column = member<team>(); column < columns.iterations; column += team) {
        std::int64_t offsets[2];
        locate(columns, column, offsets);
        body(column, offsets);
    }
}

__device__ inline float shuffle(float value, int lane_mask) { return __shfl_xor_sync(0xFFFFFFFFU, value, lane_mask); }

// What the members' values are together: combine, (left, right) -> both, does not depend on the order.
template <int team, typename Value, typename Combine>
__device__ inline Value combined(Value value, const Combine& combine) {
    static_assert(team == 1 || team == warp_threads || team == block_threads);
    if constexpr (team > 1) {
#pragma unroll
        for (int lane_mask = warp_threads / 2; lane_mask > 0; lane_mask /= 2) {
            value = combine(value, shuffle(value, lane_mask));
        }
    }
    if constexpr (team == block_threads) {
        __shared__ Value of_warps[block_threads / warp_threads];
        if (member<warp_threads>() == 0) of_warps[threadIdx.x / warp_threads] = value;
        __syncthreads();
        value = of_warps[0];
#pragma unroll
        for (int warp = 1; warp < block_threads / warp_threads; ++warp) value = combine(value, of_warps[warp]);
        __syncthreads();
    }
    return value;
}

}  // namespace mish4j::cudnn
