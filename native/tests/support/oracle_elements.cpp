// SPDX-License-Identifier: Apache-2.0
//
// Matrix products, and operators element by element.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

#include "oracle_indices.hpp"

namespace mish4j::test::oracle {

namespace {

// The dimensions that tensors broadcast to.
Dims broadcast_dims(const std::vector<const Tensor*>& tensors) {
    Dims reversed;
    for (const Tensor* tensor : tensors) {
        const Dims& dims = tensor->dims;
        reversed.resize(std::max(reversed.size(), dims.size()), 1);
        for (std::size_t i = 0; i < dims.size(); ++i) reversed[i] = std::max(reversed[i], dims[dims.size() - 1 - i]);
    }
    return {reversed.rbegin(), reversed.rend()};
}

// The element that a broadcast operand has at an index of the result.
double broadcast_at(const Tensor& tensor, const Dims& index) {
    Dims own(tensor.dims.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        own[i] = tensor.dims[i] == 1 ? 0 : index[index.size() - own.size() + i];
    }
    return at(tensor, own);
}

}  // namespace

double eltwise(std::int32_t kind, double alpha, double beta, double x) {
    // ln(1 + e^x), which is x to the last bit of a double from 40 on.
    const auto softplus = [](double v) { return v > 40 ? v : std::log1p(std::exp(v)); };
    switch (kind) {
        case MISH4J_ELTWISE_MISH:
            return x == -std::numeric_limits<double>::infinity() ? 0 : x * std::tanh(softplus(x));
        case MISH4J_ELTWISE_RELU:
            return x > 0 ? x : alpha * x;
        case MISH4J_ELTWISE_SIGMOID:
            return 1 / (1 + std::exp(-x));
        case MISH4J_ELTWISE_TANH:
            return std::tanh(x);
        case MISH4J_ELTWISE_SOFTPLUS:
            return softplus(x);
        case MISH4J_ELTWISE_SWISH:
            return x / (1 + std::exp(-alpha * x));
        case MISH4J_ELTWISE_LINEAR:
            return alpha * x + beta;
        case MISH4J_ELTWISE_CLIP:
            return std::min(std::max(x, alpha), beta);
        case MISH4J_ELTWISE_ELU:
            return x > 0 ? x : alpha * std::expm1(x);
        case MISH4J_ELTWISE_EXP:
            return std::exp(x);
        case MISH4J_ELTWISE_SQRT:
            return std::sqrt(x);
        case MISH4J_ELTWISE_LOG:
            return std::log(x);
        case MISH4J_ELTWISE_ABS:
            return std::abs(x);
        case MISH4J_ELTWISE_POW:
            return alpha * std::pow(x, beta);
        case MISH4J_ELTWISE_ROUND:
            return std::nearbyint(x);
        case MISH4J_ELTWISE_FLOOR:
            return std::floor(x);
        case MISH4J_ELTWISE_CEIL:
            return std::ceil(x);
        case MISH4J_ELTWISE_SIGN:
            return x < 0 ? -1 : x > 0 ? 1 : x;
        case MISH4J_ELTWISE_ERF:
            return std::erf(x);
        case MISH4J_ELTWISE_GELU:
            return x * std::erfc(-x / std::numbers::sqrt2) / 2;
        case MISH4J_ELTWISE_GELU_TANH:
            return x * (1 + std::tanh(std::sqrt(2 / std::numbers::pi) * (x + 0.044715 * x * x * x))) / 2;
        case MISH4J_ELTWISE_HARD_SIGMOID:
            return std::min(std::max(alpha * x + beta, 0.0), 1.0);
        case MISH4J_ELTWISE_HARD_SWISH:
            return x * std::min(std::max(x / 6 + 0.5, 0.0), 1.0);
        case MISH4J_ELTWISE_SOFTSIGN:
            return x / (1 + std::abs(x));
        default:
            throw std::invalid_argument("kind");
    }
}

double binary(std::int32_t kind, double a, double b) {
    switch (kind) {
        case MISH4J_BINARY_ADD:
            return a + b;
        case MISH4J_BINARY_SUB:
            return a - b;
        case MISH4J_BINARY_MUL:
            return a * b;
        case MISH4J_BINARY_DIV:
            return a / b;
        case MISH4J_BINARY_MIN:
            return std::min(a, b);
        case MISH4J_BINARY_MAX:
            return std::max(a, b);
        case MISH4J_BINARY_POW:
            return std::pow(a, b);
        case MISH4J_BINARY_EQUAL:
            return a == b ? 1 : 0;
        case MISH4J_BINARY_LESS:
            return a < b ? 1 : 0;
        case MISH4J_BINARY_LESS_OR_EQUAL:
            return a <= b ? 1 : 0;
        case MISH4J_BINARY_GREATER:
            return a > b ? 1 : 0;
        case MISH4J_BINARY_GREATER_OR_EQUAL:
            return a >= b ? 1 : 0;
        default:
            throw std::invalid_argument("kind");
    }
}

Tensor matmul(const Tensor& src, const Tensor& weights, const Tensor* bias) {
    const std::size_t rank = src.dims.size();
    Dims dims = src.dims;
    for (std::size_t i = 0; i + 2 < rank; ++i) dims[i] = std::max(src.dims[i], weights.dims[i]);
    dims[rank - 1] = weights.dims[rank - 1];
    return generate(dims, [&](const Dims& index) {
        double sum = bias != nullptr ? at(*bias, {index[rank - 1]}) : 0;
        for (mish4j_int64 k = 0; k < src.dims[rank - 1]; ++k) {
            Dims left = index;
            Dims right = index;
            left[rank - 1] = k;
            right[rank - 2] = k;
            sum += broadcast_at(src, left) * broadcast_at(weights, right);
        }
        return sum;
    });
}

Tensor eltwise(std::int32_t kind, float alpha, float beta, const Tensor& src) {
    Tensor result = src;
    for (double& x : result.data) x = eltwise(kind, double{alpha}, double{beta}, x);
    return result;
}

Tensor binary(std::int32_t kind, const Tensor& src0, const Tensor& src1) {
    const Dims dims = broadcast_dims({&src0, &src1});
    return generate(
        dims, [&](const Dims& index) { return binary(kind, broadcast_at(src0, index), broadcast_at(src1, index)); });
}

Tensor select(const Tensor& condition, const Tensor& src0, const Tensor& src1) {
    return generate(broadcast_dims({&condition, &src0, &src1}), [&](const Dims& index) {
        return broadcast_at(broadcast_at(condition, index) != 0 ? src0 : src1, index);
    });
}

}  // namespace mish4j::test::oracle
