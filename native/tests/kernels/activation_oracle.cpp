// SPDX-License-Identifier: Apache-2.0
#include "activation_oracle.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <stdexcept>

#include "common/operation_names.hpp"

namespace mish4j::kernels::test {

namespace {

double logistic(double x) { return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x)); }

double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x))); }

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

double function_of(EltwiseKind kind, double alpha, double beta, double x) {
    switch (kind) {
        case EltwiseKind::mish:
            return x * std::tanh(softplus(x));
        case EltwiseKind::relu:
            return x > 0 ? x : alpha * x;
        case EltwiseKind::sigmoid:
            return logistic(x);
        case EltwiseKind::tanh:
            return std::tanh(x);
        case EltwiseKind::softplus:
            return softplus(x);
        case EltwiseKind::swish:
            return x * logistic(alpha * x);
        case EltwiseKind::linear:
            return alpha * x + beta;
        case EltwiseKind::clip:
            return std::min(std::max(x, alpha), beta);
        case EltwiseKind::elu:
            return x > 0 ? x : alpha * std::expm1(x);
        case EltwiseKind::exp:
            return std::exp(x);
        case EltwiseKind::sqrt:
            return std::sqrt(x);
        case EltwiseKind::log:
            return std::log(x);
        case EltwiseKind::abs:
            return std::fabs(x);
        case EltwiseKind::round:
            return std::nearbyint(x);
        case EltwiseKind::floor:
            return std::floor(x);
        case EltwiseKind::ceil:
            return std::ceil(x);
        case EltwiseKind::sign:
            return sign(x);
        case EltwiseKind::erf:
            return std::erf(x);
        case EltwiseKind::gelu:
            return x / 2 * std::erfc(-x / std::sqrt(2.0));
        case EltwiseKind::gelu_tanh:
            return x * logistic(2 * std::sqrt(2 / std::acos(-1.0)) * (x + 0.044715 * x * x * x));
        case EltwiseKind::hard_sigmoid:
            return std::min(std::max(alpha * x + beta, 0.0), 1.0);
        case EltwiseKind::hard_swish:
            return x * std::min(std::max((x + 3) / 6, 0.0), 1.0);
        case EltwiseKind::softsign:
            return x / (1 + std::fabs(x));
        default:
            throw std::invalid_argument("no oracle");
    }
}

bool is_line(EltwiseKind kind) { return kind == EltwiseKind::linear || kind == EltwiseKind::hard_sigmoid; }

}  // namespace

Exact exact(const Eltwise& function, double x) {
    const double alpha = function.alpha;
    const double beta = function.beta;
    const double result = function_of(function.kind, alpha, beta, x);
    const double terms = is_line(function.kind) ? std::fabs(alpha * x) + std::fabs(beta) : 0;
    return {result, std::max(std::fabs(result), terms)};
}

std::vector<Eltwise> functions() {
    using Kind = EltwiseKind;
    return {{Kind::mish, 0, 0},
            {Kind::relu, 0, 0},
            {Kind::relu, 0.1F, 0},
            {Kind::relu, -2, 0},
            {Kind::sigmoid, 0, 0},
            {Kind::tanh, 0, 0},
            {Kind::softplus, 0, 0},
            {Kind::swish, 1, 0},
            {Kind::swish, 1.702F, 0},
            {Kind::swish, -0.7F, 0},
            {Kind::swish, 0, 0},
            {Kind::swish, 0.01F, 0},
            {Kind::swish, -1e-20F, 0},
            {Kind::linear, 2.5F, -3},
            {Kind::clip, -1, 6},
            {Kind::elu, 1, 0},
            {Kind::elu, 0.3F, 0},
            {Kind::exp, 0, 0},
            {Kind::sqrt, 0, 0},
            {Kind::log, 0, 0},
            {Kind::abs, 0, 0},
            {Kind::round, 0, 0},
            {Kind::floor, 0, 0},
            {Kind::ceil, 0, 0},
            {Kind::sign, 0, 0},
            {Kind::erf, 0, 0},
            {Kind::gelu, 0, 0},
            {Kind::gelu_tanh, 0, 0},
            {Kind::hard_sigmoid, 0.2F, 0.5F},
            {Kind::hard_swish, 0, 0},
            {Kind::softsign, 0, 0}};
}

std::string name_of_test(const Eltwise& function) {
    std::string name = name_of(function) + "_" + std::to_string(function.alpha) + "_" + std::to_string(function.beta);
    std::replace_if(
        name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
    return name;
}

}  // namespace mish4j::kernels::test
