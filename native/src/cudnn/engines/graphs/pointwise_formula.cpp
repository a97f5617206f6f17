// SPDX-License-Identifier: Apache-2.0
#include "pointwise_formula.hpp"

#include <cmath>
#include <numbers>

#include "base/status.hpp"
#include "base/text.hpp"

namespace mish4j::cudnn {

namespace {

using Operand = PointwiseOperand;

class FormulaBuilder {
 public:
    Operand scalar(float value) {
        formula_.scalars.push_back(value);
        return {Operand::Kind::scalar, formula_.scalars.size() - 1};
    }

    Operand add(cudnnPointwiseMode_t mode, Operand x, std::optional<Operand> b = std::nullopt) {
        formula_.nodes.push_back({mode, x, b});
        return {Operand::Kind::result, formula_.nodes.size() - 1};
    }

    Operand plus(Operand x, Operand b) { return add(CUDNN_POINTWISE_ADD, x, b); }
    Operand plus(Operand x, float b) { return plus(x, scalar(b)); }
    Operand times(Operand x, Operand b) { return add(CUDNN_POINTWISE_MUL, x, b); }
    Operand times(Operand x, float b) { return times(x, scalar(b)); }
    Operand over(Operand x, Operand b) { return add(CUDNN_POINTWISE_DIV, x, b); }
    Operand min(Operand x, float b) { return add(CUDNN_POINTWISE_MIN, x, scalar(b)); }
    Operand max(Operand x, float b) { return add(CUDNN_POINTWISE_MAX, x, scalar(b)); }
    Operand max(Operand x, Operand b) { return add(CUDNN_POINTWISE_MAX, x, b); }
    Operand exp(Operand x) { return add(CUDNN_POINTWISE_EXP, x); }

    PointwiseFormula take() { return std::move(formula_); }

 private:
    PointwiseFormula formula_;
};

// x n/(n + 2), n = e^x (e^x + 2). Where x is above 20 the quotient is 1.
Operand mish(FormulaBuilder& f, Operand x) {
    const Operand e = f.exp(f.min(x, 20.0f));
    const Operand n = f.times(e, f.plus(e, 2.0f));
    return f.times(x, f.over(n, f.plus(n, 2.0f)));
}

Operand relu(FormulaBuilder& f, Operand x, float alpha) {
    if (alpha == 0.0f) return f.max(x, 0.0f);
    if (alpha > 0.0f && alpha <= 1.0f) return f.max(x, f.times(x, alpha));
    return f.plus(f.max(x, 0.0f), f.times(f.min(x, 0.0f), alpha));
}

// 1/(1 + e^(-alpha x)); the power may be infinite.
Operand sigmoid(FormulaBuilder& f, Operand x, float alpha) {
    return f.add(CUDNN_POINTWISE_RECIPROCAL, f.plus(f.exp(f.times(x, -alpha)), 1.0f));
}

// 2/(1 + e^(-2 x)) - 1
Operand tanh(FormulaBuilder& f, Operand x) { return f.plus(f.times(sigmoid(f, x, 2.0f), 2.0f), -1.0f); }

// max(x, 0) + ln(1 + e^-|x|)
Operand softplus(FormulaBuilder& f, Operand x) {
    const Operand e = f.exp(f.times(f.add(CUDNN_POINTWISE_ABS, x), -1.0f));
    return f.plus(f.max(x, 0.0f), f.add(CUDNN_POINTWISE_LOG, f.plus(e, 1.0f)));
}

// max(x, 0) + alpha (e^min(x, 0) - 1)
Operand elu(FormulaBuilder& f, Operand x, float alpha) {
    const Operand below = f.plus(f.exp(f.min(x, 0.0f)), -1.0f);
    return f.plus(f.max(x, 0.0f), f.times(below, alpha));
}

Operand gelu(FormulaBuilder& f, Operand x) {
    const Operand erf = f.add(CUDNN_POINTWISE_ERF, f.times(x, 1.0f / std::numbers::sqrt2_v<float>));
    return f.times(f.times(x, 0.5f), f.plus(erf, 1.0f));
}

// x sigmoid(2 sqrt(2/pi) (x + 0.044715 x^3)), since (1 + tanh(z))/2 = sigmoid(2 z)
Operand gelu_tanh(FormulaBuilder& f, Operand x) {
    const Operand inner = f.plus(f.times(f.times(x, x), 0.044715f), 1.0f);
    const float scale = 2.0f * std::sqrt(2.0f / std::numbers::pi_v<float>);
    return f.times(x, sigmoid(f, f.times(x, inner), scale));
}

Operand hard_sigmoid(FormulaBuilder& f, Operand x, float alpha, float beta) {
    return f.min(f.max(f.plus(f.times(x, alpha), beta), 0.0f), 1.0f);
}

Operand softsign(FormulaBuilder& f, Operand x) { return f.over(x, f.plus(f.add(CUDNN_POINTWISE_ABS, x), 1.0f)); }

// Nothing where cuDNN's modes do not give the function.
std::optional<Operand> eltwise(FormulaBuilder& f, Operand x, const Eltwise& function) {
    const float alpha = function.alpha;
    const float beta = function.beta;
    switch (function.kind) {
        case EltwiseKind::mish:
            return mish(f, x);
        case EltwiseKind::relu:
            return relu(f, x, alpha);
        case EltwiseKind::sigmoid:
            return sigmoid(f, x, 1.0f);
        case EltwiseKind::tanh:
            return tanh(f, x);
        case EltwiseKind::softplus:
            return softplus(f, x);
        case EltwiseKind::swish:
            return f.times(x, sigmoid(f, x, alpha));
        case EltwiseKind::linear:
            return f.plus(f.times(x, alpha), beta);
        case EltwiseKind::clip:
            return f.min(f.max(x, alpha), beta);
        case EltwiseKind::elu:
            return elu(f, x, alpha);
        case EltwiseKind::exp:
            return f.exp(x);
        case EltwiseKind::sqrt:
            return f.add(CUDNN_POINTWISE_SQRT, x);
        case EltwiseKind::abs:
            return f.add(CUDNN_POINTWISE_ABS, x);
        case EltwiseKind::floor:
            return f.add(CUDNN_POINTWISE_FLOOR, x);
        case EltwiseKind::ceil:
            return f.add(CUDNN_POINTWISE_CEIL, x);
        case EltwiseKind::gelu:
            return gelu(f, x);
        case EltwiseKind::gelu_tanh:
            return gelu_tanh(f, x);
        case EltwiseKind::hard_sigmoid:
            return hard_sigmoid(f, x, alpha, beta);
        case EltwiseKind::hard_swish:
            return f.times(x, hard_sigmoid(f, x, 1.0f / 6.0f, 0.5f));
        case EltwiseKind::softsign:
            return softsign(f, x);
        case EltwiseKind::log:
        case EltwiseKind::pow:
        case EltwiseKind::round:
        case EltwiseKind::sign:
        case EltwiseKind::erf:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

bool can_fuse(const ChainLink& link) {
    const auto* function = std::get_if<Eltwise>(&link);
    if (function == nullptr) return true;
    FormulaBuilder builder;
    return eltwise(builder, {Operand::Kind::sum}, *function).has_value();
}

PointwiseFormula pointwise_formula(bool bias, std::span<const ChainLink> chain) {
    FormulaBuilder builder;
    Operand value{Operand::Kind::sum};
    if (bias) value = builder.plus(value, Operand{Operand::Kind::bias});
    std::size_t addends = 0;
    for (const ChainLink& link : chain) {
        if (const auto* function = std::get_if<Eltwise>(&link)) {
            const std::optional<Operand> result = eltwise(builder, value, *function);
            if (!result)
                throw Error(MISH4J_INTERNAL_ERROR, text("eltwise kind ", static_cast<int>(function->kind),
                                                        " has no formula of pointwise nodes"));
            value = *result;
        } else {
            value = builder.plus(value, Operand{Operand::Kind::addend, addends++});
        }
    }
    return builder.take();
}

}  // namespace mish4j::cudnn
