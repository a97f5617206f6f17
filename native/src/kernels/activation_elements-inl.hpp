// SPDX-License-Identifier: Apache-2.0
//
// The types of elements, bf16 and f16 as 16-bit integers, to and from vectors of floats, for each of Highway's targets.
// A float is rounded to the nearest element, ties to even; what is too large becomes infinite, and NaN stays NaN.

// Included once for each target
#if defined(MISH4J_KERNELS_ACTIVATION_ELEMENTS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_ACTIVATION_ELEMENTS_INL_HPP
#undef MISH4J_KERNELS_ACTIVATION_ELEMENTS_INL_HPP
#else
#define MISH4J_KERNELS_ACTIVATION_ELEMENTS_INL_HPP
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Integers of 16 bits, and the same in 32.
template <class D>
HWY_INLINE hn::Vec<hn::RebindToUnsigned<D>> load_bits(D /*d*/, const std::uint16_t* src) {
    return hn::PromoteTo(hn::RebindToUnsigned<D>(), hn::LoadU(hn::Rebind<std::uint16_t, D>(), src));
}

template <class D>
HWY_INLINE void store_bits(D /*d*/, hn::Vec<hn::RebindToUnsigned<D>> bits, std::uint16_t* dst) {
    const hn::Rebind<std::uint16_t, D> d16;
    hn::StoreU(hn::DemoteTo(d16, hn::BitCast(hn::RebindToSigned<D>(), bits)), d16, dst);
}

struct Float32 {
    using Type = float;

    template <class D>
    static HWY_INLINE hn::Vec<D> load(D d, const float* src) {
        return hn::LoadU(d, src);
    }

    template <class D>
    static HWY_INLINE void store(D d, hn::Vec<D> x, float* dst) {
        hn::StoreU(x, d, dst);
    }
};

// A float's upper half.
struct Bfloat16 {
    using Type = std::uint16_t;

    template <class D>
    static HWY_INLINE hn::Vec<D> load(D d, const std::uint16_t* src) {
        return hn::BitCast(d, hn::ShiftLeft<16>(load_bits(d, src)));
    }

    template <class D>
    static HWY_INLINE void store(D d, hn::Vec<D> x, std::uint16_t* dst) {
        const hn::RebindToUnsigned<D> du;
        const auto bits = hn::BitCast(du, x);
        const auto upper = hn::ShiftRight<16>(bits);
        const auto to_even = hn::Add(hn::And(upper, hn::Set(du, 1)), hn::Set(du, 0x7FFF));
        const auto rounded = hn::ShiftRight<16>(hn::Add(bits, to_even));
        const auto quiet = hn::Or(upper, hn::Set(du, 0x40));
        store_bits(d, hn::IfThenElse(hn::RebindMask(du, hn::IsNaN(x)), quiet, rounded), dst);
    }
};

#if (HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX2 && !defined(HWY_DISABLE_F16C)) || HWY_ARCH_ARM_A64

// By the processor's conversions.
struct Float16 {
    using Type = std::uint16_t;

    template <class D>
    static HWY_INLINE hn::Vec<D> load(D d, const std::uint16_t* src) {
        const hn::Rebind<std::uint16_t, D> d16;
        return hn::PromoteTo(d, hn::BitCast(hn::Rebind<hwy::float16_t, D>(), hn::LoadU(d16, src)));
    }

    template <class D>
    static HWY_INLINE void store(D /*d*/, hn::Vec<D> x, std::uint16_t* dst) {
        const hn::Rebind<std::uint16_t, D> d16;
        hn::StoreU(hn::BitCast(d16, hn::DemoteTo(hn::Rebind<hwy::float16_t, D>(), x)), d16, dst);
    }
};

#else

// The exponents of f16 and f32 differ in their bias, by 112.
struct Float16 {
    using Type = std::uint16_t;

    // What is placed as the bits of a float is 2^112 too small, be it subnormal or not.
    template <class D>
    static HWY_INLINE hn::Vec<D> load(D d, const std::uint16_t* src) {
        const hn::RebindToSigned<D> di;
        const auto bits = hn::BitCast(di, load_bits(d, src));
        const auto sign = hn::ShiftLeft<16>(hn::And(bits, hn::Set(di, 0x8000)));
        const auto magnitude = hn::ShiftLeft<13>(hn::And(bits, hn::Set(di, 0x7FFF)));
        const auto scaled = hn::BitCast(di, hn::Mul(hn::BitCast(d, magnitude), hn::Set(d, 0x1p112F)));
        const auto not_finite = hn::Gt(magnitude, hn::Set(di, 0x0F7FFFFF));
        const auto special = hn::Or(magnitude, hn::Set(di, 0x7F800000));
        return hn::BitCast(d, hn::Or(sign, hn::IfThenElse(not_finite, special, scaled)));
    }

    template <class D>
    static HWY_INLINE void store(D d, hn::Vec<D> x, std::uint16_t* dst) {
        const hn::RebindToSigned<D> di;
        const hn::RebindToUnsigned<D> du;
        const auto magnitude = hn::BitCast(di, hn::Abs(x));
        const auto to_even = hn::Add(hn::And(hn::ShiftRight<13>(magnitude), hn::Set(di, 1)), hn::Set(di, 0xFFF));
        const auto normal = hn::ShiftRight<13>(hn::Add(magnitude, hn::Sub(to_even, hn::Set(di, 112 << 23))));
        // The unit of the last place of a half is the smallest f16: the addition rounds.
        const auto half = hn::Set(d, 0.5F);
        const auto subnormal = hn::Sub(hn::BitCast(di, hn::Add(hn::Abs(x), half)), hn::BitCast(di, half));
        const auto is_subnormal = hn::Lt(magnitude, hn::BitCast(di, hn::Set(d, 0x1p-14F)));
        const auto is_infinite = hn::Gt(magnitude, hn::BitCast(di, hn::Set(d, 0x1.FFFFFEp15F)));
        const auto is_nan = hn::Gt(magnitude, hn::Set(di, 0x7F800000));
        const auto quiet = hn::Or(hn::And(hn::ShiftRight<13>(magnitude), hn::Set(di, 0x3FF)), hn::Set(di, 0x7E00));
        const auto finite = hn::IfThenElse(is_subnormal, subnormal, normal);
        const auto rounded = hn::IfThenElse(is_infinite, hn::Set(di, 0x7C00), finite);
        const auto sign = hn::And(hn::ShiftRight<16>(hn::BitCast(du, x)), hn::Set(du, 0x8000));
        store_bits(d, hn::Or(sign, hn::BitCast(du, hn::IfThenElse(is_nan, quiet, rounded))), dst);
    }
};

#endif

// dst[i] = src[i] + addend[i], or src[i] where there is no addend, as floats.
template <class Element>
void load_sums(const typename Element::Type* src, const typename Element::Type* addend, float* dst, std::size_t count) {
    const hn::ScalableTag<float> d;
    const auto load_vector = [d](const auto* from, const auto* other, float* to) HWY_ATTR {
        const auto x = Element::load(d, from);
        hn::StoreU(other == nullptr ? x : hn::Add(x, Element::load(d, other)), d, to);
    };
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) load_vector(src + i, addend == nullptr ? nullptr : addend + i, dst + i);
    if (i == count) return;
    HWY_ALIGN typename Element::Type rest[hn::MaxLanes(d)] = {};
    HWY_ALIGN typename Element::Type rest_of_addend[hn::MaxLanes(d)] = {};
    HWY_ALIGN float sums[hn::MaxLanes(d)];
    std::copy(src + i, src + count, rest);
    if (addend != nullptr) std::copy(addend + i, addend + count, rest_of_addend);
    load_vector(rest, rest_of_addend, sums);
    std::copy_n(sums, count - i, dst + i);
}

// dst[i] = src[i] + addend[i], or src[i] where there is no addend, rounded last. dst may be addend.
template <class Element>
void store_sums(const float* src, const typename Element::Type* addend, typename Element::Type* dst,
                std::size_t count) {
    const hn::ScalableTag<float> d;
    const auto store_vector = [d](const float* from, const auto* other, auto* to) HWY_ATTR {
        const auto x = hn::LoadU(d, from);
        Element::store(d, other == nullptr ? x : hn::Add(x, Element::load(d, other)), to);
    };
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) store_vector(src + i, addend == nullptr ? nullptr : addend + i, dst + i);
    if (i == count) return;
    HWY_ALIGN float rest[hn::MaxLanes(d)] = {};
    HWY_ALIGN typename Element::Type rest_of_addend[hn::MaxLanes(d)] = {};
    HWY_ALIGN typename Element::Type sums[hn::MaxLanes(d)];
    std::copy(src + i, src + count, rest);
    if (addend != nullptr) std::copy(addend + i, addend + count, rest_of_addend);
    store_vector(rest, rest_of_addend, sums);
    std::copy_n(sums, count - i, dst + i);
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
