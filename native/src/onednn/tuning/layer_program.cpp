// SPDX-License-Identifier: Apache-2.0
#include "layer_program.hpp"

#include <utility>
#include <variant>

#include "base/text.hpp"

namespace mish4j::onednn {

namespace {

AlignedMemory floats(const Value& value) {
    const std::int64_t count = value.element_count();
    AlignedMemory memory(count * static_cast<std::int64_t>(sizeof(float)), "measuring a layer");
    auto* data = reinterpret_cast<float*>(memory.data());
    for (std::int64_t i = 0; i < count; ++i) data[i] = static_cast<float>(i % 17 - 8) / 8;
    return memory;
}

}  // namespace

LayerProgram::LayerProgram(const ConvolutionLayer& layer) {
    Convolution convolution{.src = add_input(layer.src),
                            .weights = add_constant_if(layer.constant, layer.weights),
                            .bias = {},
                            .groups = layer.groups,
                            .window = layer.window,
                            .post_ops = layer.post_ops};
    if (layer.bias) convolution.bias = add_constant_if(layer.constant, {layer.weights.front()});
    for (PostOp& post_op : convolution.post_ops) {
        if (auto* addition = std::get_if<AddValue>(&post_op)) addition->other = add_input(layer.dst);
    }
    const auto dst = static_cast<ValueId>(program_.values.size());
    program_.values.push_back({ElementType::f32, layer.dst});
    program_.operators.push_back({"layer", std::move(convolution), dst});
    program_.outputs.push_back({"dst", dst, ElementType::f32});
    output_ = floats(program_.values.back());
}

ValueId LayerProgram::add_input(const Dims& dims) {
    const auto value = static_cast<ValueId>(program_.values.size());
    program_.values.push_back({ElementType::f32, dims});
    program_.inputs.push_back({text("input", inputs_.size()), value, ElementType::f32});
    inputs_.push_back(floats(program_.values.back()));
    return value;
}

ValueId LayerProgram::add_constant_if(bool constant, const Dims& dims) {
    return constant ? add_constant(dims) : add_input(dims);
}

ValueId LayerProgram::add_constant(const Dims& dims) {
    const auto value = static_cast<ValueId>(program_.values.size());
    program_.values.push_back({ElementType::f32, dims});
    constants_.push_back(floats(program_.values.back()));
    program_.values.back().data = constants_.back().data();
    return value;
}

}  // namespace mish4j::onednn
