// SPDX-License-Identifier: Apache-2.0
//
// The element types of inputs and outputs: each as a C++ type, read as a float and written from one as mish4j.h says.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "program/program.hpp"

namespace mish4j::onednn {

struct Bfloat16 {
    std::uint16_t bits;
};

struct Float16 {
    std::uint16_t bits;
};

struct Boolean {
    std::uint8_t byte;
};

// Calls `use` with a value of the C++ type of an element type.
template <typename Use>
auto with_element_type(ElementType type, Use&& use) {
    switch (type) {
        case ElementType::f64:
            return use(double{});
        case ElementType::f16:
            return use(Float16{});
        case ElementType::bf16:
            return use(Bfloat16{});
        case ElementType::i8:
            return use(std::int8_t{});
        case ElementType::u8:
            return use(std::uint8_t{});
        case ElementType::i32:
            return use(std::int32_t{});
        case ElementType::i64:
            return use(std::int64_t{});
        case ElementType::boolean:
            return use(Boolean{});
        default:
            return use(float{});
    }
}

template <typename Element>
float to_float(Element element) {
    return static_cast<float>(element);
}

inline float to_float(Bfloat16 element) { return std::bit_cast<float>(std::uint32_t{element.bits} << 16); }

// The exponents of f16 and f32 differ in their bias, by 112: what is placed as the bits of a float is 2^112 too small,
// be it subnormal or not.
inline float to_float(Float16 element) {
    const std::uint32_t sign = (std::uint32_t{element.bits} & 0x8000U) << 16;
    const std::uint32_t magnitude = (std::uint32_t{element.bits} & 0x7FFFU) << 13;
    const bool finite = magnitude < 0x0F800000U;
    const std::uint32_t scaled = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) * 0x1p112F);
    return std::bit_cast<float>(sign | (finite ? scaled : magnitude | 0x7F800000U));
}

inline float to_float(Boolean element) { return element.byte == 0 ? 0.0F : 1.0F; }

// The nearest integer, ties to even; NaN is 0; what is out of range, the nearest of the range.
template <typename Integer>
Integer to_integer(float x) {
    constexpr auto least = static_cast<float>(std::numeric_limits<Integer>::min());
    constexpr auto most = static_cast<float>(std::numeric_limits<Integer>::max());  // rounded up where it has more bits
    if (std::isnan(x)) return 0;
    if (x >= most) return std::numeric_limits<Integer>::max();
    if (x <= least) return std::numeric_limits<Integer>::min();
    return static_cast<Integer>(std::nearbyint(x));
}

inline std::uint16_t to_bfloat16_bits(float x) {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const std::uint32_t rounded = (bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16;
    return static_cast<std::uint16_t>(std::isnan(x) ? (bits >> 16) | 0x40U : rounded);
}

inline std::uint16_t to_float16_bits(float x) {
    constexpr std::uint32_t infinity = 0x7F800000U;
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    std::uint32_t result = 0;
    if (magnitude > infinity) {
        result = 0x7E00U | ((magnitude >> 13) & 0x3FFU);
    } else if (magnitude >= std::bit_cast<std::uint32_t>(0x1p16F)) {
        result = 0x7C00U;
    } else if (magnitude < std::bit_cast<std::uint32_t>(0x1p-14F)) {
        // The unit of the last place of a half is the smallest f16: the addition rounds.
        result =
            std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) + 0.5F) - std::bit_cast<std::uint32_t>(0.5F);
    } else {
        result = (magnitude + 0xFFFU + ((magnitude >> 13) & 1U) - (112U << 23)) >> 13;
    }
    return static_cast<std::uint16_t>(((bits >> 16) & 0x8000U) | result);
}

template <typename Element>
Element from_float(float x) {
    if constexpr (std::is_same_v<Element, Bfloat16>) {
        return {to_bfloat16_bits(x)};
    } else if constexpr (std::is_same_v<Element, Float16>) {
        return {to_float16_bits(x)};
    } else if constexpr (std::is_same_v<Element, Boolean>) {
        return {static_cast<std::uint8_t>(x == 0 ? 0 : 1)};
    } else if constexpr (std::is_integral_v<Element>) {
        return to_integer<Element>(x);
    } else {
        return static_cast<Element>(x);
    }
}

}  // namespace mish4j::onednn
