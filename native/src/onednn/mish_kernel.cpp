// SPDX-License-Identifier: Apache-2.0
#include "mish_kernel.hpp"

#include "instruction_sets.hpp"
#include "parallel_ranges.hpp"
#include "vector_math.hpp"

namespace mish4j::onednn {

namespace {

// From here on n / (n + 2) is 1 in float.
constexpr float linear_from = 20.0F;

// From here on x e^x is less than half of the smallest float.
constexpr float zero_below = -110.0F;

// 2^k, of e^x = 2^k e^f, is multiplied in two halves, and last, so that no intermediate result is subnormal where the
// final one is not.
[[gnu::always_inline]] inline float mish(float x) {
    float bounded = select(x > linear_from, linear_from, x);
    bounded = select(x < zero_below, zero_below, bounded);

    const auto [e_f, exponent] = exponential(bounded);
    const std::int32_t half = exponent >> 1;
    const float scale0 = power_of_two(half);
    const float scale1 = power_of_two(exponent - half);
    const float e_x = e_f * scale0 * scale1;
    const float quotient = (e_x + 2.0F) / (e_x * (e_x + 2.0F) + 2.0F);  // n / (n + 2) / e^x
    const float result = bounded * quotient * e_f * scale0 * scale1;
    return select(x > linear_from, x, result);
}

[[gnu::always_inline]] inline void mish_loop(const float* src, float* dst, std::int64_t count) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) dst[i] = mish(src[i]);
}

}  // namespace

std::string MishKernel::name() { return std::string("mish4j:") + instruction_set_name(best_instruction_set()); }

void MishKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    for_each_range(count_, floats_of_a_cache_line, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) { mish_loop(from + begin, to + begin, end - begin); });
    });
}

}  // namespace mish4j::onednn
