// SPDX-License-Identifier: Apache-2.0
//
// Functions of float without branches and calls, which the compiler turns into vector code in the loops that call them.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace mish4j::onednn {

// `a` where the condition holds, else `b`; without a branch, which a conditional expression may become.
[[gnu::always_inline]] inline float select(bool condition, float a, float b) {
    const std::uint32_t mask = condition ? 0xFFFFFFFFU : 0U;
    return std::bit_cast<float>((std::bit_cast<std::uint32_t>(a) & mask) | (std::bit_cast<std::uint32_t>(b) & ~mask));
}

// 2^exponent, for exponents from -126 to 127; some float for others.
[[gnu::always_inline]] inline float power_of_two(std::int32_t exponent) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(exponent + 127) << 23);
}

// e^x = significand 2^exponent.
struct Exponential {
    float significand;
    std::int32_t exponent;
};

// For x from -2^20 to 2^20: k = round(x / ln 2), and the Taylor polynomial of degree 7 of e^f, |f| <= ln(2) / 2, exact
// to 6e-9.
[[gnu::always_inline]] inline Exponential exponential(float x) {
    constexpr float log2_of_e = 1.44269504F;
    constexpr float ln2_high = 0.693359375F;  // few bits, so that k ln2_high is exact
    constexpr float ln2_low = -2.12194440e-4F;
    constexpr float rounder = 0x1.8p23F;  // added to a small float, leaves its integer part in the lowest bits

    const float shifted = x * log2_of_e + rounder;
    const float k = shifted - rounder;
    const std::int32_t exponent = std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(rounder);
    const float f = (x - k * ln2_high) - k * ln2_low;

    float e_f = 1.0F / 5040;
    e_f = e_f * f + 1.0F / 720;
    e_f = e_f * f + 1.0F / 120;
    e_f = e_f * f + 1.0F / 24;
    e_f = e_f * f + 1.0F / 6;
    e_f = e_f * f + 0.5F;
    e_f = e_f * f + 1.0F;
    e_f = e_f * f + 1.0F;
    return {e_f, exponent};
}

// The natural logarithm, to a relative 1e-6. x = 2^k m with m from sqrt(1/2) to sqrt(2), and ln(m) = 2 artanh(s), s =
// (m
// - 1) / (m + 1), by its Taylor polynomial of degree 9, exact to 1e-8.
[[gnu::always_inline]] inline float natural_logarithm(float x) {
    constexpr float ln2_high = 0.693359375F;
    constexpr float ln2_low = -2.12194440e-4F;
    constexpr float smallest_normal = std::numeric_limits<float>::min();
    constexpr float infinity = std::numeric_limits<float>::infinity();

    const bool subnormal = x < smallest_normal;
    const float normal = select(subnormal, x * 0x1p23F, x);
    // The exponent of m, which is 0 or -1, is taken out with the bits of sqrt(1/2).
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(normal) - 0x3F3504F3U;
    const std::int32_t exponent = static_cast<std::int32_t>(bits) >> 23;
    const float m = std::bit_cast<float>((bits & 0x007FFFFFU) + 0x3F3504F3U);
    const float k = static_cast<float>(exponent) - select(subnormal, 23.0F, 0.0F);

    const float f = m - 1.0F;
    const float s = f / (2.0F + f);
    const float square = s * s;
    float series = 2.0F / 9;
    series = series * square + 2.0F / 7;
    series = series * square + 2.0F / 5;
    series = series * square + 2.0F / 3;
    // 2 s = f - s f
    const float result = k * ln2_high + (k * ln2_low + (f - s * (f - square * series)));
    const float of_positive = select(x == infinity, x, result);
    return select(x > 0, of_positive, select(x == 0, -infinity, std::numeric_limits<float>::quiet_NaN()));
}

// The error function, to 3e-7. Up to 1, its Taylor polynomial of degree 19; from there on, 7.1.26 of Abramowitz and
// Stegun, Handbook of Mathematical Functions.
[[gnu::always_inline]] inline float error_function(float x) {
    const float magnitude = std::bit_cast<float>(std::bit_cast<std::uint32_t>(x) & 0x7FFFFFFFU);
    const float square = x * x;
    float series = -1.0F / (19 * 362880);
    series = series * square + 1.0F / (17 * 40320);
    series = series * square - 1.0F / (15 * 5040);
    series = series * square + 1.0F / (13 * 720);
    series = series * square - 1.0F / (11 * 120);
    series = series * square + 1.0F / (9 * 24);
    series = series * square - 1.0F / (7 * 6);
    series = series * square + 1.0F / (5 * 2);
    series = series * square - 1.0F / 3;
    series = series * square + 1.0F;
    const float near_zero = 1.12837917F * x * series;

    const float bounded = select(magnitude < 4.0F, magnitude, 4.0F);  // from here on it is 1 in float
    const float t = 1.0F / (1.0F + 0.3275911F * bounded);
    float sum = 1.061405429F;
    sum = sum * t - 1.453152027F;
    sum = sum * t + 1.421413741F;
    sum = sum * t - 0.284496736F;
    sum = sum * t + 0.254829592F;
    const Exponential power = exponential(-bounded * bounded);
    const float far = 1.0F - sum * t * power.significand * power_of_two(power.exponent);
    const float signed_far = select(x < 0, -far, far);
    return select(magnitude > 1.0F, signed_far, near_zero);
}

}  // namespace mish4j::onednn
