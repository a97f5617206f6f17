// SPDX-License-Identifier: Apache-2.0
#include "log_softmax_kernel.hpp"

#include <algorithm>
#include <cmath>

#include "instruction_sets.hpp"
#include "parallel_ranges.hpp"
#include "vector_math.hpp"

namespace mish4j::onednn {

namespace {

// So many neighbours are computed side by side.
constexpr std::int64_t lanes = 32;

// e^x for x of at most 0; below the normal numbers, about the smallest of them.
[[gnu::always_inline]] inline float power_of_e(float x) {
    const Exponential result = exponential(select(x < -87.0F, -87.0F, x));
    return result.significand * power_of_two(result.exponent);
}

[[gnu::always_inline]] inline void log_softmax_row(const float* src, float* dst, std::int64_t count) {
    float largest = src[0];
#pragma omp simd reduction(max : largest)
    for (std::int64_t i = 0; i < count; ++i) largest = src[i] > largest ? src[i] : largest;
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i) sum += double{power_of_e(src[i] - largest)};
    const auto logarithm = static_cast<float>(std::log(sum));
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) dst[i] = (src[i] - largest) - logarithm;
}

// Elements `stride` apart, for up to `lanes` neighbours.
[[gnu::always_inline]] inline void log_softmax_columns(const float* src, float* dst, std::int64_t count,
                                                       std::int64_t stride, std::int64_t columns) {
    float largest[lanes];
    double sums[lanes] = {};
    float logarithms[lanes];
    std::copy_n(src, columns, largest);
    for (std::int64_t i = 1; i < count; ++i) {
        const float* row = src + i * stride;
#pragma omp simd
        for (std::int64_t lane = 0; lane < columns; ++lane) {
            largest[lane] = row[lane] > largest[lane] ? row[lane] : largest[lane];
        }
    }
    for (std::int64_t i = 0; i < count; ++i) {
        const float* row = src + i * stride;
#pragma omp simd
        for (std::int64_t lane = 0; lane < columns; ++lane) sums[lane] += double{power_of_e(row[lane] - largest[lane])};
    }
    for (std::int64_t lane = 0; lane < columns; ++lane) logarithms[lane] = static_cast<float>(std::log(sums[lane]));
    for (std::int64_t i = 0; i < count; ++i) {
        const float* row = src + i * stride;
        float* result = dst + i * stride;
#pragma omp simd
        for (std::int64_t lane = 0; lane < columns; ++lane) {
            result[lane] = (row[lane] - largest[lane]) - logarithms[lane];
        }
    }
}

}  // namespace

std::string LogSoftmaxKernel::name() {
    return std::string("mish4j:log_softmax_") + instruction_set_name(best_instruction_set());
}

void LogSoftmaxKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    const std::int64_t tiles = (src_.inner + lanes - 1) / lanes;
    for_each_range(src_.outer * tiles, 1, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) {
            for (std::int64_t i = begin; i < end; ++i) {
                const std::int64_t column = i % tiles * lanes;
                const std::int64_t first = i / tiles * src_.size * src_.inner + column;
                if (src_.inner == 1) {
                    log_softmax_row(from + first, to + first, src_.size);
                } else {
                    log_softmax_columns(from + first, to + first, src_.size, src_.inner,
                                        std::min(lanes, src_.inner - column));
                }
            }
        });
    });
}

}  // namespace mish4j::onednn
