// SPDX-License-Identifier: Apache-2.0
//
// The activations that are made of the exponential, on vectors of floats of each of Highway's targets. Each is a
// function object called with a tag and a vector. NaN gives NaN. Where the result is above 1e-37, its relative error is
// below 5e-7; below that, its absolute error is below half of the smallest float more than the rounding's own.
//
// So that no intermediate result is subnormal where the result is not, e^x is taken 2^40 or 2^60 times too large, and
// the factor leaves with the last operation, mostly a division.

// Included once for each target
#if defined(MISH4J_KERNELS_ACTIVATION_FORMULAS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_ACTIVATION_FORMULAS_INL_HPP
#undef MISH4J_KERNELS_ACTIVATION_FORMULAS_INL_HPP
#else
#define MISH4J_KERNELS_ACTIVATION_FORMULAS_INL_HPP
#endif

#include <algorithm>
#include <cmath>
#include <limits>

#include "activation_exponential-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

// From here on 1 / (1 + e^-x) is 1 in float.
constexpr float saturated_from = 20.0F;

// x, if it is NaN; else the result.
template <class V>
HWY_INLINE V unless_nan(V x, V result) {
    return hn::IfThenElse(hn::IsNaN(x), x, result);
}

// x tanh(ln(1 + e^x)) = x n / (n + 2) with n = e^x (e^x + 2), which does not cancel.
struct Mish {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V bounded = hn::Max(x, hn::Set(d, -110.0F));  // where x e^x is less than half of the smallest float
        const V e = scaled_exponential<40>(d, bounded);
        const V e_plus_2 = hn::MulAdd(e, hn::Set(d, 0x1p-40F), hn::Set(d, 2.0F));
        const V denominator = hn::MulAdd(e, e_plus_2, hn::Set(d, 0x1p41F));
        const V result = hn::Div(hn::Mul(hn::Mul(bounded, e), e_plus_2), denominator);
        return hn::IfThenElse(hn::Le(x, hn::Set(d, saturated_from)), result, x);
    }
};

// 1 / (1 + e^-x) = e^x / (1 + e^x)
struct Sigmoid {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V bounded = hn::Min(hn::Max(x, hn::Set(d, -110.0F)), hn::Set(d, saturated_from));
        const V e = scaled_exponential<40>(d, bounded);
        return unless_nan(x, hn::Div(e, hn::Add(e, hn::Set(d, 0x1p40F))));
    }
};

// x / (1 + e^(-alpha x)) for |alpha| at least 2^-4. A negative alpha is taken off with the signs of x and the result.
class Swish {
 public:
    static constexpr float least_alpha = 0x1p-4F;

    explicit Swish(float alpha)
        : magnitude_(std::fabs(alpha)),
          sign_(std::copysign(0.0F, alpha)),
          least_(-115.0F / magnitude_),
          most_(saturated_from / magnitude_) {}

    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V sign = hn::Set(d, sign_);
        const V alpha = hn::Set(d, magnitude_);
        const V v = hn::Xor(x, sign);
        const V bounded = hn::Max(v, hn::Set(d, least_));
        const V y = hn::Mul(bounded, alpha);
        const V e = scaled_exponential<60>(d, y, product_error(d, bounded, alpha, y));
        const V result = hn::Div(hn::Mul(bounded, e), hn::Add(e, hn::Set(d, 0x1p60F)));
        return hn::Xor(hn::IfThenElse(hn::Le(v, hn::Set(d, most_)), result, v), sign);
    }

 private:
    float magnitude_;
    float sign_;
    float least_;
    float most_;
};

// The same for a smaller alpha that is not 0, with which x may be as large as e^(alpha x) is small.
class SwishOfSmallAlpha {
 public:
    explicit SwishOfSmallAlpha(float alpha)
        : magnitude_(std::fabs(alpha)),
          sign_(std::copysign(0.0F, alpha)),
          least_(std::max(-192.0F / magnitude_, std::numeric_limits<float>::lowest())),
          most_(saturated_from / magnitude_) {}

    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V sign = hn::Set(d, sign_);
        const V alpha = hn::Set(d, magnitude_);
        const V one = hn::Set(d, 1.0F);
        const V v = hn::Xor(x, sign);
        const V bounded = hn::Max(v, hn::Set(d, least_));
        const V y = hn::Mul(bounded, alpha);
        const V low = product_error(d, bounded, alpha, y);
        V low_power;
        V high_power;
        const V significand = factored_exponential(d, hn::Max(y, hn::Set(d, -174.0F)), low, low_power, high_power);
        const V scaled = hn::Mul(significand, low_power);
        const V quotient = hn::Div(scaled, hn::MulAdd(scaled, high_power, one));
        const V result = hn::Mul(hn::Mul(bounded, quotient), high_power);
        return hn::Xor(hn::IfThenElse(hn::Le(v, hn::Set(d, most_)), result, v), sign);
    }

 private:
    float magnitude_;
    float sign_;
    float least_;
    float most_;
};

// tanh(|x|) = m / (m + 2) with m = e^(2|x|) - 1
struct Tanh {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V bounded = hn::Min(hn::Abs(x), hn::Set(d, 10.0F));  // where it is 1 in float
        const V m = exponential_minus_one(d, hn::Add(bounded, bounded));
        return unless_nan(x, hn::CopySign(hn::Div(m, hn::Add(m, hn::Set(d, 2.0F))), x));
    }
};

// ln(1 + e^x) = max(x, 0) + ln(1 + u) with u = e^-|x|, and ln(1 + u) = 2 artanh(s) with s = u / (u + 2), s at most 1/3:
// the polynomial of artanh(s) / s in s^2 of the least relative error, 5e-9.
struct Softplus {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V unscale = hn::Set(d, 0x1p-40F);
        const V u = scaled_exponential<40>(d, hn::Neg(hn::Min(hn::Abs(x), hn::Set(d, 110.0F))));
        const V scaled_s = hn::Div(u, hn::MulAdd(u, unscale, hn::Set(d, 2.0F)));
        const V s = hn::Mul(scaled_s, unscale);
        const V series = polynomial(d, hn::Mul(s, s), 0x1.1f17ccp-2F, 0x1.1eb1p-2F, 0x1.99d2b4p-2F, 0x1.5555p-1F, 2.0F);
        const V positive = hn::Max(x, hn::Zero(d));
        return unless_nan(x, hn::MulAdd(hn::Mul(scaled_s, series), unscale, positive));
    }
};

// x for x > 0, alpha (e^x - 1) otherwise
struct Elu {
    float alpha;

    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V zero = hn::Zero(d);
        const V bounded = hn::Min(hn::Max(x, hn::Set(d, -saturated_from)), zero);
        const V scaled = hn::Mul(hn::Set(d, alpha), exponential_minus_one(d, bounded));
        return hn::IfThenElse(hn::Le(x, zero), scaled, x);
    }
};

struct Exp {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V bounded = hn::Min(hn::Max(x, hn::Set(d, -110.0F)), hn::Set(d, 90.0F));  // where it is 0, and infinite
        V low_power;
        V high_power;
        const V significand = factored_exponential(d, bounded, hn::Zero(d), low_power, high_power);
        return unless_nan(x, hn::Mul(hn::Mul(significand, low_power), high_power));
    }
};

// e^(a^2 / 2) erfc(a / sqrt(2)) / 2, for a from 0 to 15: the quotient of polynomials of degrees 4 and 5 of the least
// relative error, 3e-8.
template <class D, class V>
HWY_INLINE V scaled_normal_tail(D d, V a) {
    const V numerator =
        polynomial(d, a, 4.116286433e-03F, 4.063308043e-02F, 1.832347144e-01F, 4.382943948e-01F, 5.000000030e-01F);
    const V denominator = polynomial(d, a, 1.031788021e-02F, 1.018584755e-01F, 4.694695094e-01F, 1.202501408e+00F,
                                     1.674473771e+00F, 1.0F);
    return hn::Div(numerator, denominator);
}

// e^(-factor a^2) 2^60, factor being a power of two.
template <class D, class V>
HWY_INLINE V scaled_gaussian(D d, V a, float factor) {
    const V square = hn::Mul(a, a);
    const V negative = hn::Set(d, -factor);
    return scaled_exponential<60>(d, hn::Mul(negative, square), hn::Mul(negative, product_error(d, a, a, square)));
}

// x times the normal distribution's share below x
struct Gelu {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V bounded = hn::Min(hn::Abs(x), hn::Set(d, 15.0F));
        const V unscale = hn::Set(d, 0x1p-60F);
        const V tail = hn::Mul(scaled_normal_tail(d, bounded), scaled_gaussian(d, bounded, 0.5F));
        const V of_negative = hn::Neg(hn::Mul(hn::Mul(bounded, tail), unscale));
        const V of_positive = hn::Mul(x, hn::NegMulAdd(tail, unscale, hn::Set(d, 1.0F)));
        return hn::IfThenElse(hn::Lt(x, hn::Zero(d)), of_negative, of_positive);
    }
};

// x (1 + tanh(y / 2)) / 2 = x / (1 + e^-y) with y = x (a + b x^2), which is computed to twice the bits of a float: the
// relative error of e^y is the absolute one of y.
struct GeluTanh {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        constexpr double a = 1.5957691216057308;  // sqrt(8 / pi)
        constexpr double b = a * 0.044715;
        const V a_high = hn::Set(d, static_cast<float>(a));
        const V a_low = hn::Set(d, static_cast<float>(a - static_cast<float>(a)));
        const V b_high = hn::Set(d, static_cast<float>(b));
        const V b_low = hn::Set(d, static_cast<float>(b - static_cast<float>(b)));

        const V bounded = hn::Max(x, hn::Set(d, -11.5F));
        const V square = hn::Mul(bounded, bounded);
        const V square_low = product_error(d, bounded, bounded, square);
        const V term = hn::Mul(b_high, square);
        const V term_low =
            hn::MulAdd(b_high, square_low, hn::MulAdd(b_low, square, product_error(d, b_high, square, term)));
        const V sum = hn::Add(a_high, term);
        const V rest = hn::Sub(sum, a_high);
        const V sum_error = hn::Add(hn::Sub(a_high, hn::Sub(sum, rest)), hn::Sub(term, rest));
        const V sum_low = hn::Add(sum_error, hn::Add(term_low, a_low));
        const V y = hn::Mul(bounded, sum);
        const V y_low = hn::MulAdd(bounded, sum_low, product_error(d, bounded, sum, y));

        const V e = scaled_exponential<60>(d, y, y_low);
        const V result = hn::Div(hn::Mul(bounded, e), hn::Add(e, hn::Set(d, 0x1p60F)));
        return hn::IfThenElse(hn::Le(x, hn::Set(d, 5.5F)), result, x);
    }
};

// Up to 1, the odd polynomial of degree 13 of the least relative error, 5e-8; from there on, by the normal
// distribution.
struct Erf {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V magnitude = hn::Abs(x);
        const V square = hn::Mul(x, x);
        const V near_zero = hn::Mul(x, polynomial(d, square, -0x1.c1a15p-16F, -0x1.f89becp-12F, 0x1.3c1aa2p-8F,
                                                  -0x1.b4d11p-6F, 0x1.cdfc88p-4F, -0x1.81262cp-2F, 0x1.20dd74p+0F));
        const V bounded = hn::Min(magnitude, hn::Set(d, 4.5F));  // where it is 1 in float
        const V tail = hn::Mul(scaled_normal_tail(d, hn::Mul(bounded, hn::Set(d, 1.41421356F))),
                               scaled_gaussian(d, bounded, 1.0F));
        const V far = hn::NegMulAdd(tail, hn::Set(d, 0x1p-59F), hn::Set(d, 1.0F));
        return hn::IfThenElse(hn::Gt(magnitude, hn::Set(d, 1.0F)), hn::CopySign(far, x), near_zero);
    }
};

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
