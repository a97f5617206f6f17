// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "elements.cuh"
#include "sums.cuh"
#include "teams.cuh"

namespace mish4j::cudnn {

// sum / count, in two parts.
__device__ inline Sum mean_of(const Sum& sum, float count) {
    const float high = total(sum);
    const float low = (sum.value - high) + sum.rest;
    const float mean = high / count;
    return {mean, (fmaf(-mean, count, high) + low) / count};
}

// The mean, and then the mean of the squared distances from it: no digits are lost where numbers are far from 0.
template <int team>
__device__ inline void normalize(const RowsArgument& argument) {
    const auto count = static_cast<float>(argument.columns.iterations);
    for_each_row<team>(argument.rows, [&](const std::int64_t(&row)[2]) {
        const auto load = [&](const std::int64_t(&column)[2]) {
            return load_element(argument.pointers.srcs[0], argument.src_type, row[1] + column[1]);
        };
        const auto sum_of = [](const Sum& left, const Sum& right) { return add(left, right); };

        Sum sum{0.0F, 0.0F};
        for_each_column<team>(argument.columns,
                              [&](std::int64_t, const std::int64_t(&column)[2]) { sum = add(sum, load(column)); });
        const Sum mean = mean_of(combined<team>(sum, sum_of), count);

        Sum squares{0.0F, 0.0F};
        for_each_column<team>(argument.columns, [&](std::int64_t, const std::int64_t(&column)[2]) {
            const float distance = (load(column) - mean.value) - mean.rest;
            squares = add(squares, distance * distance);
        });
        const float variance = total(combined<team>(squares, sum_of)) / count;
        const float factor = 1.0F / sqrtf(variance + argument.epsilon);

        for_each_column<team>(argument.columns, [&](std::int64_t, const std::int64_t(&column)[2]) {
            const float distance = (load(column) - mean.value) - mean.rest;
            store_element(argument.pointers.dst, argument.dst_type, row[0] + column[0], distance * factor);
        });
    });
}

extern "C" __global__ void normalize_1(const __grid_constant__ RowsArgument argument) { normalize<1>(argument); }
extern "C" __global__ void normalize_32(const __grid_constant__ RowsArgument argument) { normalize<32>(argument); }
extern "C" __global__ void normalize_256(const __grid_constant__ RowsArgument argument) { normalize<256>(argument); }

}  // namespace mish4j::cudnn
