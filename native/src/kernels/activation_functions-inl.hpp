// SPDX-License-Identifier: Apache-2.0
//
// The element-wise functions of a program on vectors of floats, for each of Highway's targets.

// Included once for each target
#if defined(MISH4J_KERNELS_ACTIVATION_FUNCTIONS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_ACTIVATION_FUNCTIONS_INL_HPP
#undef MISH4J_KERNELS_ACTIVATION_FUNCTIONS_INL_HPP
#else
#define MISH4J_KERNELS_ACTIVATION_FUNCTIONS_INL_HPP
#endif

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "activation_formulas-inl.hpp"
#include "activation_pieces-inl.hpp"
#include "base/status.hpp"
#include "program/program.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

// Calls `use` with a swish's function object.
template <class Use>
HWY_INLINE void with_swish(float alpha, const Use& use) {
    if (alpha == 0) return use(Linear{0.5F, 0.0F});
    if (std::fabs(alpha) < Swish::least_alpha) return use(SwishOfSmallAlpha(alpha));
    use(Swish(alpha));
}

// Calls `use` with the function object of one of the kinds that is_activation() names: function(tag, x) is the vector
// of the results of the vector x.
template <class Use>
HWY_INLINE void with_activation(const Eltwise& function, const Use& use) {
    switch (function.kind) {
        case EltwiseKind::mish:
            return use(Mish{});
        case EltwiseKind::relu:
            return function.alpha == 0 ? use(Relu{}) : use(LeakyRelu{function.alpha});
        case EltwiseKind::sigmoid:
            return use(Sigmoid{});
        case EltwiseKind::tanh:
            return use(Tanh{});
        case EltwiseKind::softplus:
            return use(Softplus{});
        case EltwiseKind::swish:
            return with_swish(function.alpha, use);
        case EltwiseKind::linear:
            return use(Linear{function.alpha, function.beta});
        case EltwiseKind::clip:
            return use(Clip{function.alpha, function.beta});
        case EltwiseKind::elu:
            return use(Elu{function.alpha});
        case EltwiseKind::exp:
            return use(Exp{});
        case EltwiseKind::sqrt:
            return use(Sqrt{});
        case EltwiseKind::log:
            return use(Log{});
        case EltwiseKind::abs:
            return use(Abs{});
        case EltwiseKind::round:
            return use(Round{});
        case EltwiseKind::floor:
            return use(Floor{});
        case EltwiseKind::ceil:
            return use(Ceil{});
        case EltwiseKind::sign:
            return use(Sign{});
        case EltwiseKind::erf:
            return use(Erf{});
        case EltwiseKind::gelu:
            return use(Gelu{});
        case EltwiseKind::gelu_tanh:
            return use(GeluTanh{});
        case EltwiseKind::hard_sigmoid:
            return use(HardSigmoid{function.alpha, function.beta});
        case EltwiseKind::hard_swish:
            return use(HardSwish{});
        case EltwiseKind::softsign:
            return use(Softsign{});
        default:
            throw Error(MISH4J_INTERNAL_ERROR, "there is no kernel for this element-wise function");
    }
}

// dst[i] = function(src[i]) for any count of floats that need not be aligned. dst may be src.
inline void activate(const Eltwise& function, const float* src, float* dst, std::size_t count) {
    with_activation(function, [&](const auto& activation) HWY_ATTR {
        const hn::ScalableTag<float> d;
        const std::size_t lanes = hn::Lanes(d);
        std::size_t i = 0;
        for (; i + 2 * lanes <= count; i += 2 * lanes) {
            const auto first = activation(d, hn::LoadU(d, src + i));
            const auto second = activation(d, hn::LoadU(d, src + i + lanes));
            hn::StoreU(first, d, dst + i);
            hn::StoreU(second, d, dst + i + lanes);
        }
        for (; i < count; i += lanes) {
            HWY_ALIGN float rest[hn::MaxLanes(d)] = {};
            const std::size_t left = std::min(lanes, count - i);
            std::copy_n(src + i, left, rest);
            hn::Store(activation(d, hn::Load(d, rest)), d, rest);
            std::copy_n(rest, left, dst + i);
        }
    });
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
