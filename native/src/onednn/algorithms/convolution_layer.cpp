// SPDX-License-Identifier: Apache-2.0
#include "convolution_layer.hpp"

#include <algorithm>
#include <variant>

#include "base/text.hpp"

namespace mish4j::onednn {

namespace {

bool is_addition(const PostOp& post_op) { return std::holds_alternative<AddValue>(post_op); }

std::string key_of(const PostOp& post_op) {
    const auto* function = std::get_if<Eltwise>(&post_op);
    if (function == nullptr) return "add";
    return text("eltwise ", static_cast<int>(function->kind), " ", function->alpha, " ", function->beta);
}

}  // namespace

ConvolutionLayer describe(const Program& program, const Convolution& convolution, ValueId dst) {
    const Value& weights = program.values[convolution.weights];
    const bool constant_bias = !convolution.bias || program.values[*convolution.bias].data != nullptr;
    return {.src = program.values[convolution.src].dims,
            .weights = weights.dims,
            .dst = program.values[dst].dims,
            .window = convolution.window,
            .groups = convolution.groups,
            .bias = convolution.bias.has_value(),
            .constant = weights.data != nullptr && constant_bias,
            .post_ops = convolution.post_ops};
}

std::string key_of(const ConvolutionLayer& layer) {
    const Window& window = layer.window;
    std::string key = text("src ", layer.src, " weights ", layer.weights, layer.constant ? " constant" : "", " dst ",
                           layer.dst, " groups ", layer.groups, " window ", window.strides, window.dilations,
                           window.pads_begin, window.pads_end, layer.bias ? " bias" : "");
    for (const PostOp& post_op : layer.post_ops) key += text("; ", key_of(post_op));
    return key;
}

std::optional<Eltwise> only_activation(const std::vector<PostOp>& post_ops) {
    std::optional<Eltwise> found;
    for (const PostOp& post_op : post_ops) {
        if (is_addition(post_op)) continue;
        if (found) return std::nullopt;
        found = std::get<Eltwise>(post_op);
    }
    return found;
}

std::size_t addition_count(const std::vector<PostOp>& post_ops) {
    return static_cast<std::size_t>(std::count_if(post_ops.begin(), post_ops.end(), is_addition));
}

}  // namespace mish4j::onednn
