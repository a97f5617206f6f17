// SPDX-License-Identifier: Apache-2.0
//
// bf16 and f16, as 16-bit integers, to and from vectors of floats, for each of Highway's targets. A float is rounded to
// the nearest element, ties to even; what is too large becomes infinite, and NaN stays NaN.

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

// A float's upper half.
struct Bfloat16 {
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

template <class Element>
void load_floats(const std::uint16_t* src, float* dst, std::size_t count) {
    const hn::ScalableTag<float> d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) hn::StoreU(Element::load(d, src + i), d, dst + i);
    if (i == count) return;
    HWY_ALIGN std::uint16_t rest[hn::MaxLanes(d)] = {};
    HWY_ALIGN float floats[hn::MaxLanes(d)];
    std::copy(src + i, src + count, rest);
    hn::Store(Element::load(d, rest), d, floats);
    std::copy_n(floats, count - i, dst + i);
}

template <class Element>
void store_floats(const float* src, std::uint16_t* dst, std::size_t count) {
    const hn::ScalableTag<float> d;
    const std::size_t lanes = hn::Lanes(d);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) Element::store(d, hn::LoadU(d, src + i), dst + i);
    if (i == count) return;
    HWY_ALIGN float rest[hn::MaxLanes(d)] = {};
    HWY_ALIGN std::uint16_t elements[hn::MaxLanes(d)];
    std::copy(src + i, src + count, rest);
    Element::store(d, hn::Load(d, rest), elements);
    std::copy_n(elements, count - i, dst + i);
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
