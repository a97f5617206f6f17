// SPDX-License-Identifier: Apache-2.0
#include "softmax_kernel.hpp"

#include <algorithm>
#include <cmath>

#include "onednn/loops/instruction_sets.hpp"
#include "onednn/loops/parallel_ranges.hpp"
#include "onednn/loops/vector_math.hpp"

namespace mish4j::onednn {

namespace {

// So many neighbours are computed side by side.
constexpr std::int64_t lanes = 32;

// e^x for x of at most 0, which is 0 below the normal numbers; NaN for NaN.
[[gnu::always_inline]] inline float power_of_e(float x) {
    const Exponential result = exponential(select(x < -87.0F, -87.0F, x));
    return select(x < -87.0F, 0.0F, result.significand * power_of_two(result.exponent));
}

template <bool logarithmic>
[[gnu::always_inline]] inline void softmax_row(const float* src, float* dst, std::int64_t count) {
    float largest = src[0];
#pragma omp simd reduction(max : largest)
    for (std::int64_t i = 0; i < count; ++i) largest = src[i] > largest ? src[i] : largest;
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i) {
        const float power = power_of_e(src[i] - largest);
        if (!logarithmic) dst[i] = power;
        sum += double{power};
    }
    if (logarithmic) {
        const auto logarithm = static_cast<float>(std::log(sum));
#pragma omp simd
        for (std::int64_t i = 0; i < count; ++i) dst[i] = (src[i] - largest) - logarithm;
    } else {
        const auto factor = static_cast<float>(1 / sum);
#pragma omp simd
        for (std::int64_t i = 0; i < count; ++i) dst[i] *= factor;
    }
}

// Elements `stride` apart, for up to `lanes` neighbours.
template <bool logarithmic>
[[gnu::always_inline]] inline void softmax_columns(const float* src, float* dst, std::int64_t count,
                                                   std::int64_t stride, std::int64_t columns) {
    float largest[lanes];
    double sums[lanes] = {};
    float scales[lanes];  // or logarithms
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
        for (std::int64_t lane = 0; lane < columns; ++lane) {
            const float power = power_of_e(row[lane] - largest[lane]);
            if (!logarithmic) dst[i * stride + lane] = power;
            sums[lane] += double{power};
        }
    }
    for (std::int64_t lane = 0; lane < columns; ++lane) {
        scales[lane] = static_cast<float>(logarithmic ? std::log(sums[lane]) : 1 / sums[lane]);
    }
    for (std::int64_t i = 0; i < count; ++i) {
        const float* row = src + i * stride;
        float* result = dst + i * stride;
#pragma omp simd
        for (std::int64_t lane = 0; lane < columns; ++lane) {
            result[lane] = logarithmic ? (row[lane] - largest[lane]) - scales[lane] : result[lane] * scales[lane];
        }
    }
}

template <bool logarithmic>
[[gnu::always_inline]] inline void softmax_tile(const float* src, float* dst, const AxisLoops& loops,
                                                std::int64_t columns) {
    if (loops.inner == 1) {
        softmax_row<logarithmic>(src, dst, loops.size);
    } else {
        softmax_columns<logarithmic>(src, dst, loops.size, loops.inner, columns);
    }
}

}  // namespace

std::string SoftmaxKernel::name() {
    return std::string("mish4j:softmax_") + instruction_set_name(best_instruction_set());
}

void SoftmaxKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    const std::int64_t tiles = (src_.inner + lanes - 1) / lanes;
    for_each_range(src_.outer * tiles, 1, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) {
            for (std::int64_t i = begin; i < end; ++i) {
                const std::int64_t column = i % tiles * lanes;
                const std::int64_t first = i / tiles * src_.size * src_.inner + column;
                const std::int64_t columns = std::min(lanes, src_.inner - column);
                if (logarithmic_) {
                    softmax_tile<true>(from + first, to + first, src_, columns);
                } else {
                    softmax_tile<false>(from + first, to + first, src_, columns);
                }
            }
        });
    });
}

}  // namespace mish4j::onednn
