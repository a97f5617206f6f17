// SPDX-License-Identifier: Apache-2.0
#include "eltwise_parameters.hpp"

#include <cmath>

namespace mish4j {

namespace {

enum class Parameters { none, alpha, alpha_and_beta };

Parameters parameters_of(EltwiseKind kind) {
    switch (kind) {
        case EltwiseKind::relu:
        case EltwiseKind::swish:
        case EltwiseKind::elu:
            return Parameters::alpha;
        case EltwiseKind::linear:
        case EltwiseKind::clip:
        case EltwiseKind::pow:
        case EltwiseKind::hard_sigmoid:
            return Parameters::alpha_and_beta;
        case EltwiseKind::mish:
        case EltwiseKind::sigmoid:
        case EltwiseKind::tanh:
        case EltwiseKind::softplus:
        case EltwiseKind::exp:
        case EltwiseKind::sqrt:
        case EltwiseKind::log:
        case EltwiseKind::abs:
        case EltwiseKind::round:
        case EltwiseKind::floor:
        case EltwiseKind::ceil:
        case EltwiseKind::sign:
        case EltwiseKind::erf:
        case EltwiseKind::gelu:
        case EltwiseKind::gelu_tanh:
        case EltwiseKind::hard_swish:
        case EltwiseKind::softsign:
            return Parameters::none;
    }
    return Parameters::none;
}

// The value, or 0 where the kind does not use it.
float checked_parameter(const OperatorLabel& label, std::string_view name, float value, bool used) {
    if (!std::isfinite(value)) label.fail(name, " is ", value, ", expected a finite number");
    return used ? value : 0;
}

}  // namespace

Eltwise checked_eltwise(const OperatorLabel& label, Eltwise eltwise) {
    const Parameters parameters = parameters_of(eltwise.kind);
    eltwise.alpha = checked_parameter(label, "alpha", eltwise.alpha, parameters != Parameters::none);
    eltwise.beta = checked_parameter(label, "beta", eltwise.beta, parameters == Parameters::alpha_and_beta);
    // min(max(x, alpha), beta) is beta for every x then.
    if (eltwise.kind == EltwiseKind::clip && eltwise.alpha > eltwise.beta) eltwise.alpha = eltwise.beta;
    return eltwise;
}

}  // namespace mish4j
