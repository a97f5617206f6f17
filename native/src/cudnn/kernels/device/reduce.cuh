// SPDX-License-Identifier: Apache-2.0
//
// Reductions (MISH4J_REDUCE_*).
#pragma once

#include <cmath>

#include "elements.cuh"
#include "sums.cuh"
#include "teams.cuh"

namespace mish4j::cudnn {

// The result of no elements at all.
__device__ inline Sum nothing(std::int32_t kind) {
    switch (kind) {
        case MISH4J_REDUCE_MAX:
            return {-INFINITY, 0.0F};
        case MISH4J_REDUCE_MIN:
            return {INFINITY, 0.0F};
        case MISH4J_REDUCE_PRODUCT:
            return {1.0F, 0.0F};
        default:
            return {0.0F, 0.0F};
    }
}

__device__ inline Sum reduced(std::int32_t kind, const Sum& left, const Sum& right) {
    const bool nan = right.value != right.value;
    switch (kind) {
        case MISH4J_REDUCE_MAX:
            return right.value > left.value || nan ? right : left;
        case MISH4J_REDUCE_MIN:
            return right.value < left.value || nan ? right : left;
        case MISH4J_REDUCE_PRODUCT:
            return {left.value * right.value, 0.0F};
        default:
            return add(left, right);
    }
}

__device__ inline void store_reduced(const RowsArgument& argument, std::int64_t offset, const Sum& result) {
    const float divisor = argument.kind == MISH4J_REDUCE_MEAN ? static_cast<float>(argument.columns.iterations) : 1.0F;
    store_element(argument.pointers.dst, argument.dst_type, offset, total(result) / divisor);
}

template <int team>
__device__ inline void reduce_rows(const RowsArgument& argument) {
    for_each_row<team>(argument.rows, [&](const std::int64_t(&row)[2]) {
        Sum result = nothing(argument.kind);
        for_each_column<team>(argument.columns, [&](std::int64_t, const std::int64_t(&column)[2]) {
            const float x = load_element(argument.pointers.srcs[0], argument.src_type, row[1] + column[1]);
            result = reduced(argument.kind, result, {x, 0.0F});
        });
        result = combined<team>(result,
                                [&](const Sum& left, const Sum& right) { return reduced(argument.kind, left, right); });
        if (member<team>() == 0) store_reduced(argument, row[0], result);
    });
}

extern "C" __global__ void reduce_rows_32(const __grid_constant__ RowsArgument argument) { reduce_rows<32>(argument); }
extern "C" __global__ void reduce_rows_256(const __grid_constant__ RowsArgument argument) {
    reduce_rows<256>(argument);
}

inline constexpr int most_slices = 32;
inline constexpr int most_slice_threads = most_slices * warp_threads;

// Where neighbours in memory belong to different rows: each lane of a warp has a row, each warp of the block a slice of
// the columns.
extern "C" __global__ void __launch_bounds__(most_slice_threads)
    reduce_slices(const __grid_constant__ RowsArgument argument) {
    __shared__ Sum of_slices[most_slices][warp_threads];
    const int lane = member<warp_threads>();
    const int slice = static_cast<int>(threadIdx.x) / warp_threads;
    const int slices = static_cast<int>(blockDim.x) / warp_threads;
    const std::int64_t rows = std::int64_t{gridDim.x} * warp_threads;
    for (std::int64_t first = std::int64_t{blockIdx.x} * warp_threads; first < argument.rows.iterations;
         first += rows) {
        const bool present = first + lane < argument.rows.iterations;
        std::int64_t row[2] = {0, 0};
        Sum result = nothing(argument.kind);
        if (present) {
            locate(argument.rows, first + lane, row);
            for (std::int64_t i = slice; i < argument.columns.iterations; i += slices) {
                std::int64_t column[2];
                locate(argument.columns, i, column);
                const float x = load_element(argument.pointers.srcs[0], argument.src_type, row[1] + column[1]);
                result = reduced(argument.kind, result, {x, 0.0F});
            }
        }
        of_slices[slice][lane] = result;
        __syncthreads();
        if (slice == 0 && present) {
            for (int other = 1; other < slices; ++other) {
                result = reduced(argument.kind, result, of_slices[other][lane]);
            }
            store_reduced(argument, row[0], result);
        }
        __syncthreads();
    }
}

}  // namespace mish4j::cudnn
