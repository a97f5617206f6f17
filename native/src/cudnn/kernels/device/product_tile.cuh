// SPDX-License-Identifier: Apache-2.0
//
// Matrix products by tiles in shared memory: a block of 256 threads computes 64 rows by 64 columns, each thread 4 by 4
// of them, in steps of 16 terms. Products and sums are f32.
#pragma once

#include <cmath>
#include <cstdint>

namespace mish4j::cudnn {

inline constexpr int tile_size = 64;
inline constexpr int tile_depth = 16;
inline constexpr int tile_threads = 256;
inline constexpr int tile_results = 4;  // of a thread, in each direction

// load_left: (row, term) and load_right: (term, column), in the tile and in all terms, give 0 outside of the matrices;
// store: (row, column, sum) is called for all of the tile. All threads of the block call this. left_along_terms and
// right_along_terms: whether neighbouring threads are to read neighbouring terms, and not rows or columns.
template <typename LoadLeft, typename LoadRight, typename Store>
__device__ inline void multiply_tile(std::int64_t terms, bool left_along_terms, bool right_along_terms,
                                     const LoadLeft& load_left, const LoadRight& load_right, const Store& store) {
    // One more than the tile, so that threads that write along the terms meet other banks.
    __shared__ float left[tile_depth][tile_size + 1];
    __shared__ float right[tile_depth][tile_size + 1];
    const int thread = static_cast<int>(threadIdx.x);
    const int thread_row = thread / (tile_size / tile_results);
    const int thread_column = thread % (tile_size / tile_results);
    float sums[tile_results][tile_results] = {};
    for (std::int64_t first = 0; first < terms; first += tile_depth) {
#pragma unroll
        for (int i = thread; i < tile_depth * tile_size; i += tile_threads) {
            const int left_term = left_along_terms ? i % tile_depth : i / tile_size;
            const int row = left_along_terms ? i / tile_depth : i % tile_size;
            left[left_term][row] = load_left(row, first + left_term);
            const int right_term = right_along_terms ? i % tile_depth : i / tile_size;
            const int column = right_along_terms ? i / tile_depth : i % tile_size;
            right[right_term][column] = load_right(first + right_term, column);
        }
        __syncthreads();
#pragma unroll
        for (int term = 0; term < tile_depth; ++term) {
            float rows[tile_results];
            float columns[tile_results];
            // A thread's rows and columns are apart, so that a warp reads neighbours.
#pragma unroll
            for (int i = 0; i < tile_results; ++i) {
                rows[i] = left[term][thread_row + i * (tile_size / tile_results)];
                columns[i] = right[term][thread_column + i * (tile_size / tile_results)];
            }
#pragma unroll
            for (int r = 0; r < tile_results; ++r) {
#pragma unroll
                for (int c = 0; c < tile_results; ++c) sums[r][c] = fmaf(rows[r], columns[c], sums[r][c]);
            }
        }
        __syncthreads();
    }
#pragma unroll
    for (int r = 0; r < tile_results; ++r) {
#pragma unroll
        for (int c = 0; c < tile_results; ++c) {
            store(thread_row + r * (tile_size / tile_results), thread_column + c * (tile_size / tile_results),
                  sums[r][c]);
        }
    }
}

}  // namespace mish4j::cudnn
