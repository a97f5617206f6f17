// SPDX-License-Identifier: Apache-2.0
#include "candidates.hpp"

#include <algorithm>

namespace mish4j::onednn {

namespace {

std::int64_t round_up(std::int64_t value, std::int64_t unit) { return (value + unit - 1) / unit * unit; }

bool all_ones(const Dims& dims) {
    return std::all_of(dims.begin(), dims.end(), [](std::int64_t dim) { return dim == 1; });
}

bool computes_in_f32(const CandidateRules& rules) { return rules.precision == Precision::f32 && !rules.fast_math; }

bool has_own_activation(const ConvolutionLayer& layer, const CandidateRules& rules) {
    const std::optional<Eltwise> activation = only_activation(layer.post_ops);
    return activation && rules.has_own_kernel(activation->kind);
}

// Of other functions, oneDNN's post-ops cost less than another pass over the result.
bool is_made_of_exponentials(EltwiseKind kind) {
    switch (kind) {
        case EltwiseKind::mish:
        case EltwiseKind::sigmoid:
        case EltwiseKind::tanh:
        case EltwiseKind::softplus:
        case EltwiseKind::swish:
        case EltwiseKind::elu:
        case EltwiseKind::exp:
        case EltwiseKind::gelu:
        case EltwiseKind::gelu_tanh:
            return true;
        default:
            return false;
    }
}

bool may_have_own_activation(const ConvolutionLayer& layer, const CandidateRules& rules) {
    return has_own_activation(layer, rules) && is_made_of_exponentials(only_activation(layer.post_ops)->kind);
}

// Whether a transform's end can compute what follows the convolution.
bool fits_transform(const ConvolutionLayer& layer, const CandidateRules& rules) {
    const std::size_t additions = addition_count(layer.post_ops);
    const std::size_t functions = layer.post_ops.size() - additions;
    return additions <= 1 && (functions == 0 || has_own_activation(layer, rules));
}

}  // namespace

bool is_winograd_layer(const ConvolutionLayer& layer, const CandidateRules& rules) {
    const bool three_by_three = layer.weights.size() == 4 && layer.weights[2] == 3 && layer.weights[3] == 3;
    return rules.winograd && computes_in_f32(rules) && three_by_three && all_ones(layer.window.strides) &&
           all_ones(layer.window.dilations) && layer.groups == 1 && layer.constant && fits_transform(layer, rules);
}

std::vector<ConvolutionAlgorithm> candidates(const ConvolutionLayer& layer, const CandidateRules& rules) {
    using enum ConvolutionAlgorithm;
    std::vector<ConvolutionAlgorithm> result{direct};
    if (computes_in_f32(rules) && may_have_own_activation(layer, rules)) result.push_back(direct_own_activation);
    if (is_winograd_layer(layer, rules)) result.insert(result.end(), {winograd_f2x2, winograd_f4x4});
    return result;
}

bool is_less_accurate(ConvolutionAlgorithm algorithm) { return algorithm == ConvolutionAlgorithm::winograd_f4x4; }

std::int64_t winograd_weight_bytes(const ConvolutionLayer& layer, ConvolutionAlgorithm algorithm, std::int64_t lanes) {
    const std::int64_t tile = winograd_tile(algorithm);
    if (tile == 0) return 0;
    const std::int64_t positions = (tile + 2) * (tile + 2);
    const std::int64_t src_channels = round_up(layer.weights[1], lanes);
    const std::int64_t dst_channels = round_up(layer.weights[0], 2 * lanes);
    return (positions * src_channels + 1) * dst_channels * static_cast<std::int64_t>(sizeof(float));
}

}  // namespace mish4j::onednn
