// SPDX-License-Identifier: Apache-2.0
//
// The places of the largest or smallest elements (MISH4J_ARG_*).
#pragma once

#include <cmath>

#include "elements.cuh"
#include "teams.cuh"

namespace mish4j::cudnn {

// place: -1 where there is no candidate.
struct Candidate {
    float value;
    std::int32_t place;
};

__device__ inline Candidate shuffle(const Candidate& candidate, int lane_mask) {
    return {shuffle(candidate.value, lane_mask), __shfl_xor_sync(0xFFFFFFFFU, candidate.place, lane_mask)};
}

__device__ inline Candidate winner(std::int32_t kind, bool last, const Candidate& left, const Candidate& right) {
    if (left.place < 0 || right.place < 0) return left.place < 0 ? right : left;
    const bool left_nan = left.value != left.value;
    const bool right_nan = right.value != right.value;
    if (left.value == right.value || (left_nan && right_nan)) {
        return (left.place < right.place) != last ? left : right;
    }
    if (left_nan || right_nan) return left_nan ? left : right;
    return (left.value > right.value) == (kind == MISH4J_ARG_MAX) ? left : right;
}

template <int team>
__device__ inline void arg_reduce(const RowsArgument& argument) {
    const auto better = [&](const Candidate& left, const Candidate& right) {
        return winner(argument.kind, argument.last, left, right);
    };
    for_each_row<team>(argument.rows, [&](const std::int64_t(&row)[2]) {
        Candidate best{0.0F, -1};
        for_each_column<team>(argument.columns, [&](std::int64_t place, const std::int64_t(&column)[2]) {
            const float x = load_element(argument.pointers.srcs[0], argument.src_type, row[1] + column[1]);
            best = better(best, {x, static_cast<std::int32_t>(place)});
        });
        best = combined<team>(best, better);
        if (member<team>() != 0) return;
        store_element(argument.pointers.dst, argument.dst_type, row[0], static_cast<float>(best.place));
    });
}

extern "C" __global__ void arg_reduce_1(const __grid_constant__ RowsArgument argument) { arg_reduce<1>(argument); }
extern "C" __global__ void arg_reduce_32(const __grid_constant__ RowsArgument argument) { arg_reduce<32>(argument); }
extern "C" __global__ void arg_reduce_256(const __grid_constant__ RowsArgument argument) { arg_reduce<256>(argument); }

}  // namespace mish4j::cudnn
