// SPDX-License-Identifier: Apache-2.0
//
// The other element-wise functions: those made of pieces of lines, the rounding ones, the square root, the logarithm.
// Each is a function object called with a tag and a vector of floats. NaN gives NaN.

// Included once for each target
#if defined(MISH4J_KERNELS_ACTIVATION_PIECES_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_ACTIVATION_PIECES_INL_HPP
#undef MISH4J_KERNELS_ACTIVATION_PIECES_INL_HPP
#else
#define MISH4J_KERNELS_ACTIVATION_PIECES_INL_HPP
#endif

#include <limits>

#include "activation_exponential-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

struct Relu {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V zero = hn::Zero(d);
        return hn::IfThenElse(hn::Le(x, zero), zero, x);
    }
};

struct LeakyRelu {
    float alpha;

    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        return hn::IfThenElse(hn::Gt(x, hn::Zero(d)), x, hn::Mul(hn::Set(d, alpha), x));
    }
};

struct Linear {
    float alpha;
    float beta;

    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        return hn::MulAdd(hn::Set(d, alpha), x, hn::Set(d, beta));
    }
};

struct Clip {
    float least;
    float most;

    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V lower = hn::Set(d, least);
        const V upper = hn::Set(d, most);
        return hn::IfThenElse(hn::Lt(x, lower), lower, hn::IfThenElse(hn::Gt(x, upper), upper, x));
    }
};

struct HardSigmoid {
    float alpha;
    float beta;

    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        return Clip{0.0F, 1.0F}(d, Linear{alpha, beta}(d, x));
    }
};

// Between -3 and 3, x (x + 3) / 6: next to -3 the sum is exact.
struct HardSwish {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V three = hn::Set(d, 3.0F);
        const V parabola = hn::Mul(hn::Mul(x, hn::Add(x, three)), hn::Set(d, 1.0F / 6));
        const V result = hn::IfThenElse(hn::Ge(x, three), x, parabola);
        return hn::IfThenZeroElse(hn::Le(x, hn::Set(d, -3.0F)), result);
    }
};

struct Abs {
    template <class D, class V>
    HWY_INLINE V operator()(D /*d*/, V x) const {
        return hn::Abs(x);
    }
};

struct Sqrt {
    template <class D, class V>
    HWY_INLINE V operator()(D /*d*/, V x) const {
        return hn::Sqrt(x);
    }
};

struct Round {
    template <class D, class V>
    HWY_INLINE V operator()(D /*d*/, V x) const {
        return hn::Round(x);
    }
};

struct Floor {
    template <class D, class V>
    HWY_INLINE V operator()(D /*d*/, V x) const {
        return hn::Floor(x);
    }
};

struct Ceil {
    template <class D, class V>
    HWY_INLINE V operator()(D /*d*/, V x) const {
        return hn::Ceil(x);
    }
};

struct Sign {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V zero = hn::Zero(d);
        const auto is_signed = hn::Or(hn::Lt(x, zero), hn::Gt(x, zero));
        return hn::IfThenElse(is_signed, hn::CopySign(hn::Set(d, 1.0F), x), x);
    }
};

struct Softsign {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const V one = hn::Set(d, 1.0F);
        const V magnitude = hn::Abs(x);
        // From here on the quotient is 1 in float, up to infinity, whose own quotient is NaN.
        const auto is_far = hn::Gt(magnitude, hn::Set(d, 0x1p30F));
        return hn::IfThenElse(is_far, hn::CopySign(one, x), hn::Div(x, hn::Add(one, magnitude)));
    }
};

// x = 2^k m with m from sqrt(1/2) to sqrt(2), and ln(m) = 2 artanh(s), s = (m - 1) / (m + 1), by its Taylor polynomial
// of degree 9, exact to 1e-8.
struct Log {
    template <class D, class V>
    HWY_INLINE V operator()(D d, V x) const {
        const hn::RebindToSigned<D> di;
        const V infinity = hn::Set(d, std::numeric_limits<float>::infinity());
        const V one = hn::Set(d, 1.0F);

        const auto is_subnormal = hn::Lt(x, hn::Set(d, std::numeric_limits<float>::min()));
        const V normal = hn::IfThenElse(is_subnormal, hn::Mul(x, hn::Set(d, 0x1p23F)), x);
        // The exponent of m, which is 0 or -1, is taken out with the bits of sqrt(1/2).
        const auto root = hn::Set(di, 0x3F3504F3);
        const auto bits = hn::Sub(hn::BitCast(di, normal), root);
        const V m = hn::BitCast(d, hn::Add(hn::And(bits, hn::Set(di, 0x007FFFFF)), root));
        const V k =
            hn::Sub(hn::ConvertTo(d, hn::ShiftRight<23>(bits)), hn::IfThenElseZero(is_subnormal, hn::Set(d, 23.0F)));

        const V f = hn::Sub(m, one);
        const V s = hn::Div(f, hn::Add(hn::Set(d, 2.0F), f));
        const V square = hn::Mul(s, s);
        const V series = polynomial(d, square, 2.0F / 9, 2.0F / 7, 2.0F / 5, 2.0F / 3);
        // 2 s = f - s f
        const V of_m = hn::NegMulAdd(s, hn::NegMulAdd(square, series, f), f);
        // ln 2 in two parts, of which the first has so few bits that k times it is exact.
        const V small = hn::MulAdd(k, hn::Set(d, -2.12194440e-4F), of_m);
        const V result = hn::MulAdd(k, hn::Set(d, 0.693359375F), small);

        const V of_positive = hn::IfThenElse(hn::Eq(x, infinity), x, result);
        const V of_others = hn::IfThenElse(hn::Eq(x, hn::Zero(d)), hn::Neg(infinity),
                                           hn::Set(d, std::numeric_limits<float>::quiet_NaN()));
        return hn::IfThenElse(hn::Gt(x, hn::Zero(d)), of_positive, of_others);
    }
};

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
