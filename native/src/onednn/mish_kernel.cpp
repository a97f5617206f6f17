// SPDX-License-Identifier: Apache-2.0
#include "mish_kernel.hpp"

#include <omp.h>

#include <algorithm>
#include <bit>

namespace mish4j::onednn {

namespace {

// From here on n / (n + 2) is 1 in float.
constexpr float linear_from = 20.0F;

// From here on x e^x is less than half of the smallest float.
constexpr float zero_below = -110.0F;

// 2^exponent, for exponents from -126 to 127; some float for others.
[[gnu::always_inline]] inline float power_of_two(std::int32_t exponent) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(exponent + 127) << 23);
}

// `a` where the condition holds, else `b`; without a branch, which a conditional expression may become.
[[gnu::always_inline]] inline float select(bool condition, float a, float b) {
    const std::uint32_t mask = condition ? 0xFFFFFFFFU : 0U;
    return std::bit_cast<float>((std::bit_cast<std::uint32_t>(a) & mask) | (std::bit_cast<std::uint32_t>(b) & ~mask));
}

// e^x = 2^k e^f, with k = round(x / ln 2) and |f| <= ln(2) / 2, where e^f is its Taylor polynomial of degree 7, exact
// to 6e-9. 2^k is multiplied in two halves, and last, so that no intermediate result is subnormal where the final one
// is not. No branches: the compiler turns the loops that call this into vector code.
[[gnu::always_inline]] inline float mish(float x) {
    constexpr float log2_of_e = 1.44269504F;
    constexpr float ln2_high = 0.693359375F;  // few bits, so that k ln2_high is exact
    constexpr float ln2_low = -2.12194440e-4F;
    constexpr float rounder = 0x1.8p23F;  // added to a small float, leaves its integer part in the lowest bits

    float bounded = select(x > linear_from, linear_from, x);
    bounded = select(x < zero_below, zero_below, bounded);

    const float shifted = bounded * log2_of_e + rounder;
    const float k = shifted - rounder;
    const std::int32_t exponent = std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(rounder);
    const float f = (bounded - k * ln2_high) - k * ln2_low;

    float e_f = 1.0F / 5040;
    e_f = e_f * f + 1.0F / 720;
    e_f = e_f * f + 1.0F / 120;
    e_f = e_f * f + 1.0F / 24;
    e_f = e_f * f + 1.0F / 6;
    e_f = e_f * f + 0.5F;
    e_f = e_f * f + 1.0F;
    e_f = e_f * f + 1.0F;

    const std::int32_t half = exponent >> 1;
    const float scale0 = power_of_two(half);
    const float scale1 = power_of_two(exponent - half);
    const float e_x = e_f * scale0 * scale1;
    const float quotient = (e_x + 2.0F) / (e_x * (e_x + 2.0F) + 2.0F);  // n / (n + 2) / e^x
    const float result = bounded * quotient * e_f * scale0 * scale1;
    return select(x > linear_from, x, result);
}

using Loop = void (*)(const float* src, float* dst, std::int64_t count);

[[gnu::always_inline]] inline void mish_loop(const float* src, float* dst, std::int64_t count) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) dst[i] = mish(src[i]);
}

void mish_loop_baseline(const float* src, float* dst, std::int64_t count) { mish_loop(src, dst, count); }

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] void mish_loop_avx2(const float* src, float* dst, std::int64_t count) {
    mish_loop(src, dst, count);
}

[[gnu::target("avx512f,fma,prefer-vector-width=512")]] void mish_loop_avx512(const float* src, float* dst,
                                                                             std::int64_t count) {
    mish_loop(src, dst, count);
}
#endif

struct Variant {
    const char* instruction_set;
    Loop loop;
};

Variant best_variant() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return {"avx512", mish_loop_avx512};
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return {"avx2", mish_loop_avx2};
#endif
    return {"baseline", mish_loop_baseline};
}

const Variant variant = best_variant();

}  // namespace

std::string MishKernel::name() { return std::string("mish4j:") + variant.instruction_set; }

void MishKernel::run(const void* src, void* dst) const {
    const auto* from = static_cast<const float*>(src);
    auto* to = static_cast<float*>(dst);
    if (omp_get_max_threads() == 1) {
        variant.loop(from, to, count_);
        return;
    }
#pragma omp parallel
    {
        // Whole cache lines to each thread.
        constexpr std::int64_t line = 16;
        const std::int64_t lines = (count_ + line - 1) / line;
        const std::int64_t begin = std::min(count_, lines * omp_get_thread_num() / omp_get_num_threads() * line);
        const std::int64_t end = std::min(count_, lines * (omp_get_thread_num() + 1) / omp_get_num_threads() * line);
        variant.loop(from + begin, to + begin, end - begin);
    }
}

}  // namespace mish4j::onednn
