// SPDX-License-Identifier: Apache-2.0
#include "operation_names.hpp"

#include "base/status.hpp"

namespace mish4j {

std::string name_of(const Eltwise& eltwise) {
    switch (eltwise.kind) {
        case EltwiseKind::mish:
            return "mish";
        case EltwiseKind::relu:
            return eltwise.alpha == 0 ? "relu" : "leaky_relu";
        case EltwiseKind::sigmoid:
            return "sigmoid";
        case EltwiseKind::tanh:
            return "tanh";
        case EltwiseKind::softplus:
            return "softplus";
        case EltwiseKind::swish:
            return "swish";
        case EltwiseKind::linear:
            return "linear";
        case EltwiseKind::clip:
            return "clip";
        case EltwiseKind::elu:
            return "elu";
        case EltwiseKind::exp:
            return "exp";
        case EltwiseKind::sqrt:
            return "sqrt";
        case EltwiseKind::log:
            return "log";
        case EltwiseKind::abs:
            return "abs";
        case EltwiseKind::pow:
            return "pow";
        case EltwiseKind::round:
            return "round";
        case EltwiseKind::floor:
            return "floor";
        case EltwiseKind::ceil:
            return "ceil";
        case EltwiseKind::sign:
            return "sign";
        case EltwiseKind::erf:
            return "erf";
        case EltwiseKind::gelu:
            return "gelu";
        case EltwiseKind::gelu_tanh:
            return "gelu_tanh";
        case EltwiseKind::hard_sigmoid:
            return "hard_sigmoid";
        case EltwiseKind::hard_swish:
            return "hard_swish";
        case EltwiseKind::softsign:
            return "softsign";
    }
    throw Error(MISH4J_INTERNAL_ERROR, "there is no element-wise function of that number");
}

std::string name_of(BinaryKind kind) {
    switch (kind) {
        case BinaryKind::add:
            return "add";
        case BinaryKind::sub:
            return "sub";
        case BinaryKind::mul:
            return "mul";
        case BinaryKind::div:
            return "div";
        case BinaryKind::min:
            return "min";
        case BinaryKind::max:
            return "max";
        case BinaryKind::pow:
            return "pow";
        case BinaryKind::equal:
            return "equal";
        case BinaryKind::less:
            return "less";
        case BinaryKind::less_or_equal:
            return "less_or_equal";
        case BinaryKind::greater:
            return "greater";
        case BinaryKind::greater_or_equal:
            return "greater_or_equal";
    }
    throw Error(MISH4J_INTERNAL_ERROR, "there is no binary function of that number");
}

std::string name_of(const Convolution& convolution) { return convolution.bias ? "convolution+bias" : "convolution"; }

std::string name_of(const Deconvolution& deconvolution) {
    return deconvolution.bias ? "deconvolution+bias" : "deconvolution";
}

std::string name_of(const Matmul& matmul) { return matmul.bias ? "matmul+bias" : "matmul"; }

std::string name_of(const Pooling& pooling) {
    switch (pooling.kind) {
        case PoolingKind::max:
            return "pooling_max";
        case PoolingKind::average_include_padding:
            return "pooling_average_include_padding";
        default:
            return "pooling_average_exclude_padding";
    }
}

std::string name_of(const Reduce& reduce) {
    switch (reduce.kind) {
        case ReductionKind::mean:
            return "reduce_mean";
        case ReductionKind::sum:
            return "reduce_sum";
        case ReductionKind::max:
            return "reduce_max";
        case ReductionKind::min:
            return "reduce_min";
        default:
            return "reduce_product";
    }
}

std::string name_of(const ArgReduce& reduce) { return reduce.kind == ArgKind::max ? "arg_max" : "arg_min"; }

std::string name_of(const TopK& top_k) {
    return std::string(top_k.kind == ArgKind::max ? "top_k_max" : "top_k_min") + (top_k.places ? "_places" : "");
}

std::string name_of(const Softmax& softmax) { return softmax.logarithmic ? "log_softmax" : "softmax"; }

}  // namespace mish4j
