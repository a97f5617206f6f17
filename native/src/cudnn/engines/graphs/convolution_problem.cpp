// SPDX-License-Identifier: Apache-2.0
#include "convolution_problem.hpp"

#include <variant>

#include "base/text.hpp"

namespace mish4j::cudnn {

namespace {

std::string key_of(const TensorDesc& desc) { return text(static_cast<int>(desc.type), desc.dims, desc.strides); }

std::string key_of(const ChainLink& link) {
    const auto* function = std::get_if<Eltwise>(&link);
    if (function == nullptr) return "add";
    return text("eltwise ", static_cast<int>(function->kind), " ", function->alpha, " ", function->beta);
}

}  // namespace

std::string key_of(const ConvolutionProblem& problem) {
    const Window& window = problem.window;
    std::string key = text(problem.transposed ? "deconvolution" : "convolution", problem.tensor_float ? " tf32" : "",
                           " src ", key_of(problem.src), " weights ", key_of(problem.weights), " dst ",
                           key_of(problem.dst), " groups ", problem.groups, " window ", window.strides,
                           window.dilations, window.pads_begin, window.pads_end, problem.bias ? " bias" : "");
    for (const ChainLink& link : problem.chain) key += text("; ", key_of(link));
    for (const TensorDesc& addend : problem.addends) key += text(" addend ", key_of(addend));
    return key;
}

std::int64_t channel_multiple(ElementType type) { return type == ElementType::f32 ? 4 : 8; }

}  // namespace mish4j::cudnn
