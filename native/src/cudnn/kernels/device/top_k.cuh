// SPDX-License-Identifier: Apache-2.0
//
// The first elements of rows in order, or their places (MISH4J_ARG_*).
#pragma once

#include "arg_reduce.cuh"
#include "elements.cuh"
#include "teams.cuh"

namespace mish4j::cudnn {

// Finds one element after another: the winner of those that the ones before do not win over.
template <int team>
__device__ inline void top_k(const RowsArgument& argument) {
    const auto better = [&](const Candidate& left, const Candidate& right) {
        return winner(argument.kind, false, left, right);
    };
    for_each_row<team>(argument.rows, [&](const std::int64_t(&row)[2]) {
        Candidate previous{0.0F, -1};
        for (std::int64_t step = 0; step < argument.count; ++step) {
            Candidate best{0.0F, -1};
            for_each_column<team>(argument.columns, [&](std::int64_t place, const std::int64_t(&column)[2]) {
                const float x = load_element(argument.pointers.srcs[0], argument.src_type, row[1] + column[1]);
                const Candidate candidate{x, static_cast<std::int32_t>(place)};
                const bool after = previous.place < 0 || (candidate.place != previous.place &&
                                                          better(previous, candidate).place == previous.place);
                if (after) best = better(best, candidate);
            });
            best = combined<team>(best, better);
            previous = best;
            if (member<team>() != 0) continue;
            const float value = argument.places ? static_cast<float>(best.place) : best.value;
            store_element(argument.pointers.dst, argument.dst_type, row[0] + step * argument.dst_stride, value);
        }
    });
}

extern "C" __global__ void top_k_1(const __grid_constant__ RowsArgument argument) { top_k<1>(argument); }
extern "C" __global__ void top_k_32(const __grid_constant__ RowsArgument argument) { top_k<32>(argument); }
extern "C" __global__ void top_k_256(const __grid_constant__ RowsArgument argument) { top_k<256>(argument); }

}  // namespace mish4j::cudnn
