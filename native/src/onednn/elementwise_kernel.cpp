// SPDX-License-Identifier: Apache-2.0
#include "elementwise_kernel.hpp"

#include <cmath>

#include "../status.hpp"
#include "instruction_sets.hpp"
#include "parallel_ranges.hpp"
#include "vector_math.hpp"

namespace mish4j::onednn {

namespace {

// function: always inlined.
template <typename Function>
void apply(const float* src, float* dst, std::int64_t count, const Function& function) {
    for_each_range(count, floats_of_a_cache_line, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) {
#pragma omp simd
            for (std::int64_t i = begin; i < end; ++i) dst[i] = function(src[i]);
        });
    });
}

[[gnu::always_inline]] inline float sign(float x) { return select(x > 0, 1, select(x < 0, -1, x)); }

[[gnu::always_inline]] inline float hard_sigmoid(float x, float alpha, float beta) {
    const float line = alpha * x + beta;
    return select(line > 1, 1, select(line < 0, 0, line));
}

[[gnu::always_inline]] inline float softsign(float x) {
    const float magnitude = select(x < 0, -x, x);
    // From here on the quotient is 1 in float, up to infinity, whose own quotient is NaN.
    return select(magnitude > 0x1p30F, sign(x), x / (1 + magnitude));
}

}  // namespace

bool ElementwiseKernel::computes(EltwiseKind kind) {
    switch (kind) {
        case EltwiseKind::log:
        case EltwiseKind::floor:
        case EltwiseKind::ceil:
        case EltwiseKind::sign:
        case EltwiseKind::erf:
        case EltwiseKind::hard_sigmoid:
        case EltwiseKind::softsign:
            return true;
        default:
            return false;
    }
}

std::string ElementwiseKernel::name() { return std::string("mish4j:") + instruction_set_name(best_instruction_set()); }

void ElementwiseKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    switch (eltwise_.kind) {
        case EltwiseKind::log:
            return apply(
                from, to, count_, [](float x) __attribute__((always_inline)) { return natural_logarithm(x); });
        case EltwiseKind::floor:
            return apply(
                from, to, count_, [](float x) __attribute__((always_inline)) { return std::floor(x); });
        case EltwiseKind::ceil:
            return apply(
                from, to, count_, [](float x) __attribute__((always_inline)) { return std::ceil(x); });
        case EltwiseKind::sign:
            return apply(
                from, to, count_, [](float x) __attribute__((always_inline)) { return sign(x); });
        case EltwiseKind::erf:
            return apply(
                from, to, count_, [](float x) __attribute__((always_inline)) { return error_function(x); });
        case EltwiseKind::hard_sigmoid:
            return apply(
                from, to, count_,
                [ alpha = eltwise_.alpha, beta = eltwise_.beta ](float x)
                    __attribute__((always_inline)) { return hard_sigmoid(x, alpha, beta); });
        case EltwiseKind::softsign:
            return apply(
                from, to, count_, [](float x) __attribute__((always_inline)) { return softsign(x); });
        default:
            throw Error(MISH4J_INTERNAL_ERROR, "there is no kernel for this element-wise function");
    }
}

}  // namespace mish4j::onednn
