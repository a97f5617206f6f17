// SPDX-License-Identifier: Apache-2.0
#include "reduction_kernel.hpp"

#include <algorithm>
#include <limits>

#include "onednn/loops/instruction_sets.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

namespace {

// So many neighbours are reduced side by side.
constexpr std::int64_t lanes = 32;

struct Sum {
    static constexpr double neutral = 0;
    [[gnu::always_inline]] static double combine(double total, double x) { return total + x; }
};

struct Product {
    static constexpr double neutral = 1;
    [[gnu::always_inline]] static double combine(double total, double x) { return total * x; }
};

struct Maximum {
    static constexpr double neutral = -std::numeric_limits<double>::infinity();
    [[gnu::always_inline]] static double combine(double total, double x) { return x > total || x != x ? x : total; }
};

struct Minimum {
    static constexpr double neutral = std::numeric_limits<double>::infinity();
    [[gnu::always_inline]] static double combine(double total, double x) { return x < total || x != x ? x : total; }
};

// Neighbouring elements: lane by lane, and then the lanes.
template <typename Operation>
[[gnu::always_inline]] inline double reduce_row(const float* src, std::int64_t count) {
    double totals[lanes];
    std::fill_n(totals, lanes, Operation::neutral);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
#pragma omp simd
        for (std::int64_t lane = 0; lane < lanes; ++lane) {
            totals[lane] = Operation::combine(totals[lane], double{src[i + lane]});
        }
    }
    for (std::int64_t lane = 0; i < count; ++i, ++lane) totals[lane] = Operation::combine(totals[lane], double{src[i]});
    double total = totals[0];
    for (std::int64_t lane = 1; lane < lanes; ++lane) total = Operation::combine(total, totals[lane]);
    return total;
}

// Elements `stride` apart, for up to `lanes` neighbours.
template <typename Operation>
[[gnu::always_inline]] inline void reduce_columns(const float* src, float* dst, std::int64_t count, std::int64_t stride,
                                                  std::int64_t columns, double divisor) {
    double totals[lanes];
    std::fill_n(totals, lanes, Operation::neutral);
    for (std::int64_t i = 0; i < count; ++i) {
        const float* row = src + i * stride;
#pragma omp simd
        for (std::int64_t lane = 0; lane < columns; ++lane) {
            totals[lane] = Operation::combine(totals[lane], double{row[lane]});
        }
    }
    for (std::int64_t lane = 0; lane < columns; ++lane) dst[lane] = static_cast<float>(totals[lane] / divisor);
}

template <typename Operation>
void reduce(const AxisLoops& src, const float* from, float* to, double divisor) {
    const std::int64_t tiles = (src.inner + lanes - 1) / lanes;
    for_each_range(src.outer * tiles, 1, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) {
            for (std::int64_t i = begin; i < end; ++i) {
                const std::int64_t block = i / tiles;
                const std::int64_t column = i % tiles * lanes;
                const float* source = from + block * src.size * src.inner + column;
                float* target = to + block * src.inner + column;
                if (src.inner == 1) {
                    *target = static_cast<float>(reduce_row<Operation>(source, src.size) / divisor);
                } else {
                    reduce_columns<Operation>(source, target, src.size, src.inner, std::min(lanes, src.inner - column),
                                              divisor);
                }
            }
        });
    });
}

}  // namespace

std::string ReductionKernel::name() {
    return std::string("mish4j:reduce_") + instruction_set_name(best_instruction_set());
}

void ReductionKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    switch (kind_) {
        case ReductionKind::mean:
            return reduce<Sum>(src_, from, to, static_cast<double>(src_.size));
        case ReductionKind::sum:
            return reduce<Sum>(src_, from, to, 1);
        case ReductionKind::max:
            return reduce<Maximum>(src_, from, to, 1);
        case ReductionKind::min:
            return reduce<Minimum>(src_, from, to, 1);
        case ReductionKind::product:
            return reduce<Product>(src_, from, to, 1);
    }
}

}  // namespace mish4j::onednn
