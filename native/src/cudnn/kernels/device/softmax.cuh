// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "elements.cuh"
#include "sums.cuh"
#include "teams.cuh"

namespace mish4j::cudnn {

template <int team>
__device__ inline void softmax(const RowsArgument& argument) {
    for_each_row<team>(argument.rows, [&](const std::int64_t(&row)[2]) {
        const auto load = [&](const std::int64_t(&column)[2]) {
            return load_element(argument.pointers.srcs[0], argument.src_type, row[1] + column[1]);
        };
        const auto larger = [](float left, float right) { return right > left || right != right ? right : left; };
        const auto sum_of = [](const Sum& left, const Sum& right) { return add(left, right); };

        float largest = -INFINITY;
        for_each_column<team>(argument.columns, [&](std::int64_t, const std::int64_t(&column)[2]) {
            largest = larger(largest, load(column));
        });
        largest = combined<team>(largest, larger);

        Sum sum{0.0F, 0.0F};
        for_each_column<team>(argument.columns, [&](std::int64_t, const std::int64_t(&column)[2]) {
            sum = add(sum, expf(load(column) - largest));
        });
        const float all = total(combined<team>(sum, sum_of));
        const float logarithm = logf(all);

        for_each_column<team>(argument.columns, [&](std::int64_t, const std::int64_t(&column)[2]) {
            const float x = load(column) - largest;
            store_element(argument.pointers.dst, argument.dst_type, row[0] + column[0],
                          argument.logarithmic ? x - logarithm : expf(x) / all);
        });
    });
}

extern "C" __global__ void softmax_1(const __grid_constant__ RowsArgument argument) { softmax<1>(argument); }
extern "C" __global__ void softmax_32(const __grid_constant__ RowsArgument argument) { softmax<32>(argument); }
extern "C" __global__ void softmax_256(const __grid_constant__ RowsArgument argument) { softmax<256>(argument); }

}  // namespace mish4j::cudnn
