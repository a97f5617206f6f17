// SPDX-License-Identifier: Apache-2.0
//
// Functions of float without branches and calls, which the compiler turns into vector code in the loops that call them.
#pragma once

#include <bit>
#include <cstdint>

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

}  // namespace mish4j::onednn
