// SPDX-License-Identifier: Apache-2.0
//
// f16 and bf16, from and to f32; ties to even, too large a number is infinite.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace mish4j::test {

inline float bfloat_to_float(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

inline std::uint16_t float_to_bfloat(float x) {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    if (std::isnan(x)) return 0x7FFF;
    return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

inline float half_to_float(std::uint16_t bits) {
    const int exponent = bits >> 10 & 0x1F;
    const int fraction = bits & 0x3FF;
    float magnitude = 0;
    if (exponent == 0x1F) {
        magnitude = fraction == 0 ? INFINITY : NAN;
    } else if (exponent == 0) {
        magnitude = std::ldexp(static_cast<float>(fraction), -24);
    } else {
        magnitude = std::ldexp(static_cast<float>(fraction + 0x400), exponent - 25);
    }
    return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

inline std::uint16_t float_to_half(float x) {
    if (std::isnan(x)) return 0x7FFF;
    const std::uint32_t sign = std::signbit(x) ? 0x8000U : 0U;
    const float magnitude = std::fabs(x);
    std::uint32_t result = 0x7C00;
    if (magnitude < 0x1p-14F) {
        // In units of the smallest f16; 1024 of them are the smallest normal one, whose bits go on from there.
        result = static_cast<std::uint32_t>(std::nearbyint(magnitude * 0x1p24F));
    } else if (magnitude < 0x1p16F) {
        const std::uint32_t bits = std::bit_cast<std::uint32_t>(magnitude) - (112U << 23);
        result = (bits + 0xFFFU + ((bits >> 13) & 1U)) >> 13;
    }
    return static_cast<std::uint16_t>(sign | result);
}

}  // namespace mish4j::test
