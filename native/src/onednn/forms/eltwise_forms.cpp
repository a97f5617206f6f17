// SPDX-License-Identifier: Apache-2.0
#include "eltwise_forms.hpp"

namespace mish4j::onednn {

std::optional<EltwiseForm> eltwise_form(const Eltwise& eltwise) {
    using dnnl::algorithm;
    switch (eltwise.kind) {
        case EltwiseKind::mish:
            return {{algorithm::eltwise_mish, 0, 0}};
        case EltwiseKind::relu:
            return {{algorithm::eltwise_relu, eltwise.alpha, 0}};
        case EltwiseKind::sigmoid:
            return {{algorithm::eltwise_logistic, 0, 0}};
        case EltwiseKind::tanh:
            return {{algorithm::eltwise_tanh, 0, 0}};
        case EltwiseKind::softplus:
            return {{algorithm::eltwise_soft_relu, 1, 0}};  // ln(1 + e^(alpha x)) / alpha
        case EltwiseKind::swish:
            return {{algorithm::eltwise_swish, eltwise.alpha, 0}};
        case EltwiseKind::linear:
            return {{algorithm::eltwise_linear, eltwise.alpha, eltwise.beta}};
        case EltwiseKind::clip:
            return {{algorithm::eltwise_clip, eltwise.alpha, eltwise.beta}};
        case EltwiseKind::elu:
            return {{algorithm::eltwise_elu, eltwise.alpha, 0}};
        case EltwiseKind::exp:
            return {{algorithm::eltwise_exp, 0, 0}};
        case EltwiseKind::sqrt:
            return {{algorithm::eltwise_sqrt, 0, 0}};
        case EltwiseKind::abs:
            return {{algorithm::eltwise_abs, 0, 0}};
        case EltwiseKind::pow:
            return {{algorithm::eltwise_pow, eltwise.alpha, eltwise.beta}};
        case EltwiseKind::round:
            return {{algorithm::eltwise_round, 0, 0}};
        case EltwiseKind::gelu:
            return {{algorithm::eltwise_gelu_erf, 0, 0}};
        case EltwiseKind::gelu_tanh:
            return {{algorithm::eltwise_gelu_tanh, 0, 0}};
        case EltwiseKind::hard_sigmoid:
            return {{algorithm::eltwise_hardsigmoid, eltwise.alpha, eltwise.beta}};
        case EltwiseKind::hard_swish:
            return {{algorithm::eltwise_hardswish, 1.0F / 6, 0.5F}};
        default:
            return std::nullopt;
    }
}

std::optional<dnnl::algorithm> binary_algorithm(BinaryKind kind) {
    using dnnl::algorithm;
    switch (kind) {
        case BinaryKind::add:
            return algorithm::binary_add;
        case BinaryKind::sub:
            return algorithm::binary_sub;
        case BinaryKind::mul:
            return algorithm::binary_mul;
        case BinaryKind::div:
            return algorithm::binary_div;
        case BinaryKind::equal:
            return algorithm::binary_eq;
        case BinaryKind::less:
        case BinaryKind::greater:
            return algorithm::binary_lt;
        case BinaryKind::less_or_equal:
        case BinaryKind::greater_or_equal:
            return algorithm::binary_le;
        default:
            return std::nullopt;
    }
}

}  // namespace mish4j::onednn
