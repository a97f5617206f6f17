// SPDX-License-Identifier: Apache-2.0
//
// The exponential that all of the activations are made of, for each of Highway's targets.

// Included once for each target
#if defined(MISH4J_KERNELS_ACTIVATION_EXPONENTIAL_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_ACTIVATION_EXPONENTIAL_INL_HPP
#undef MISH4J_KERNELS_ACTIVATION_EXPONENTIAL_INL_HPP
#else
#define MISH4J_KERNELS_ACTIVATION_EXPONENTIAL_INL_HPP
#endif

#include <hwy/highway.h>

#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// By Horner's scheme: the coefficient of the highest power first.
template <class D, class V>
HWY_INLINE V polynomial(D /*d*/, V /*x*/, V sum) {
    return sum;
}

template <class D, class V, class... Coefficients>
HWY_INLINE V polynomial(D d, V x, V sum, float coefficient, Coefficients... lower) {
    return polynomial(d, x, hn::MulAdd(sum, x, hn::Set(d, coefficient)), lower...);
}

template <class D, class... Coefficients>
HWY_INLINE hn::Vec<D> polynomial(D d, hn::Vec<D> x, float highest, Coefficients... lower) {
    return polynomial(d, x, hn::Set(d, highest), lower...);
}

// a b - product, where product is a b rounded.
template <class D, class V>
HWY_INLINE V product_error(D d, V a, V b, V product) {
#if HWY_NATIVE_FMA
    (void)d;
    return hn::MulSub(a, b, product);
#else
    // Dekker's: of the halves of 12 bits, every product is exact.
    const V high_bits = hn::BitCast(d, hn::Set(hn::RebindToUnsigned<D>(), 0xFFFFF000U));
    const V a_high = hn::And(a, high_bits);
    const V b_high = hn::And(b, high_bits);
    const V a_low = hn::Sub(a, a_high);
    const V b_low = hn::Sub(b, b_high);
    const V high = hn::MulSub(a_high, b_high, product);
    return hn::MulAdd(a_low, b_low, hn::MulAdd(a_high, b_low, hn::MulAdd(a_low, b_high, high)));
#endif
}

// x = k ln 2 + remainder with an integer k and |remainder| at most ln(2) / 2, for |x| up to 2^20. Gives a float near
// 3 2^22 whose lowest bits are those of the integer k + offset.
template <class D, class V>
HWY_INLINE V reduce(D d, V x, std::int32_t offset, V& remainder) {
    // Added to a small float, leaves its integer part in the lowest bits.
    const V shifter = hn::Set(d, 0x1.8p23F + static_cast<float>(offset));
    const V shifted = hn::MulAdd(x, hn::Set(d, 1.44269504F), shifter);
    const V k = hn::Sub(shifted, shifter);
    // ln 2 in two parts, of which the first has so few bits that k times it is exact.
    const V rest = hn::NegMulAdd(k, hn::Set(d, 0.693359375F), x);
    remainder = hn::NegMulAdd(k, hn::Set(d, -2.12194440e-4F), rest);
    return shifted;
}

constexpr std::int32_t exponent_bias = 127;

// 2^(k + b) of what reduce() gives for the offset exponent_bias + b, for k + b from -126 to 127; some float for others.
template <class D, class V>
HWY_INLINE V power_of_two(D d, V shifted) {
    return hn::BitCast(d, hn::ShiftLeft<23>(hn::BitCast(hn::RebindToUnsigned<D>(), shifted)));
}

// e^f for |f| at most ln(2) / 2: the polynomial of degree 5 of the least relative error, 9e-8.
template <class D, class V>
HWY_INLINE V exponential_of_remainder(D d, V f) {
    return polynomial(d, f, 0x1.0fa032p-7F, 0x1.573adp-5F, 0x1.555a8p-3F, 0x1.fffdc4p-2F, 0x1.fffff6p-1F, 1.0F);
}

// 2^scale e^x, for 2^(scale - 1/2) e^x from the smallest normal float to the largest; some float for others. What is
// scaled up does not lose bits where e^x is subnormal.
template <std::int32_t scale, class D, class V>
HWY_INLINE V scaled_exponential(D d, V x) {
    V remainder;
    const V shifted = reduce(d, x, exponent_bias + scale, remainder);
    return hn::Mul(exponential_of_remainder(d, remainder), power_of_two(d, shifted));
}

// The same of x + low, |low| being below the last place of x; by the polynomial of degree 6, of error 3e-9.
template <std::int32_t scale, class D, class V>
HWY_INLINE V scaled_exponential(D d, V x, V low) {
    V remainder;
    const V shifted = reduce(d, x, exponent_bias + scale, remainder);
    const V e_f = polynomial(d, hn::Add(remainder, low), 0x1.6a4d6p-10F, 0x1.12398ep-7F, 0x1.5558bp-5F, 0x1.555492p-3F,
                             0x1.fffffcp-2F, 1.0F, 1.0F);
    return hn::Mul(e_f, power_of_two(d, shifted));
}

// e^(x + low) = significand low_power high_power: where e^x itself, or no single scale of it, is a normal float. Gives
// the significand. For x from -174 to 176; both powers are normal, and low_power is the smaller.
template <class D, class V>
HWY_INLINE V factored_exponential(D d, V x, V low, V& low_power, V& high_power) {
    const hn::RebindToSigned<D> di;
    V remainder;
    const V shifted = reduce(d, x, 0, remainder);
    const auto k = hn::Sub(hn::BitCast(di, shifted), hn::BitCast(di, hn::Set(d, 0x1.8p23F)));
    const auto half = hn::ShiftRight<1>(k);
    const auto bias = hn::Set(di, exponent_bias);
    low_power = hn::BitCast(d, hn::ShiftLeft<23>(hn::Add(half, bias)));
    high_power = hn::BitCast(d, hn::ShiftLeft<23>(hn::Add(hn::Sub(k, half), bias)));
    return exponential_of_remainder(d, hn::Add(remainder, low));
}

// e^x - 1, for x from -80 to 80, relatively as exact next to 0 as elsewhere: 2^k (e^f - 1) + (2^k - 1), e^f - 1 being
// the polynomial of degree 6 of the least relative error, 1e-8.
template <class D, class V>
HWY_INLINE V exponential_minus_one(D d, V x) {
    V f;
    const V shifted = reduce(d, x, exponent_bias, f);
    const V power = power_of_two(d, shifted);
    const V quotient =
        polynomial(d, f, 0x1.6b9c68p-10F, 0x1.12254ap-7F, 0x1.5556f2p-5F, 0x1.5554b4p-3F, 0x1.fffffep-2F);
    const V of_remainder = hn::MulAdd(hn::Mul(f, f), quotient, f);
    return hn::MulAdd(power, of_remainder, hn::Sub(power, hn::Set(d, 1.0F)));
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
