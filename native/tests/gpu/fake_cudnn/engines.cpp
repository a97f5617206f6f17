// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "plan.hpp"
#include "settings.hpp"

namespace fake_cudnn {

namespace {

constexpr std::int64_t tensor_core_engines[] = {4, 7};
constexpr std::int64_t plain_engine = 8;
constexpr std::int64_t most_slices = 128;

bool has_tensor_cores(std::int64_t engine) {
    return std::find(std::begin(tensor_core_engines), std::end(tensor_core_engines), engine) !=
           std::end(tensor_core_engines);
}

bool is_channels_last(const Tensor& tensor) {
    if (tensor.dims[1] > 1 && tensor.strides[1] != 1) return false;
    std::int64_t inner = tensor.dims[1];
    for (std::size_t i = tensor.dims.size(); i-- > 2;) {
        if (tensor.dims[i] == 1) continue;
        if (tensor.strides[i] < inner) return false;
        inner = tensor.strides[i] * tensor.dims[i];
    }
    return tensor.dims[0] == 1 || tensor.strides[0] >= inner;
}

std::shared_ptr<State> knob_info(std::int64_t type, std::int64_t least, std::int64_t most) {
    auto state = std::make_shared<State>(State{CUDNN_BACKEND_KNOB_INFO_DESCRIPTOR, true, {}, {}, {}});
    const auto knob = static_cast<cudnnBackendKnobType_t>(type);
    put(*state, CUDNN_ATTR_KNOB_INFO_TYPE, CUDNN_TYPE_KNOB_TYPE, &knob, 1);
    put_int64(*state, CUDNN_ATTR_KNOB_INFO_MINIMUM_VALUE, least);
    put_int64(*state, CUDNN_ATTR_KNOB_INFO_MAXIMUM_VALUE, most);
    put_int64(*state, CUDNN_ATTR_KNOB_INFO_STRIDE, 1);
    return state;
}

}  // namespace

bool is_supported(const Graph& graph, std::int64_t engine) {
    const Tensor& src = graph.src();
    for (const Tensor* tensor : {&src, &graph.weights(), &graph.dst()}) {
        if (!is_channels_last(*tensor)) return false;
    }
    if (engine == plain_engine) return true;
    if (!has_tensor_cores(engine)) return false;
    const bool grouped = graph.convolution.transposed ? graph.dst().dims[1] != graph.weights().dims[1]
                                                      : src.dims[1] != graph.weights().dims[1];
    const std::int64_t multiple = src.type == CUDNN_DATA_FLOAT ? 4 : 8;
    return !grouped && src.dims[1] % multiple == 0;
}

std::vector<EngineChoice> offered_engines(const Graph& graph, cudnnBackendHeurMode_t mode) {
    std::vector<EngineChoice> choices;
    if (mode == CUDNN_HEUR_MODE_FALLBACK) {
        if (is_supported(graph, plain_engine)) choices.push_back({plain_engine, {}});
    } else {
        for (std::int64_t engine : tensor_core_engines) {
            if (is_supported(graph, engine)) choices.push_back({engine, {{CUDNN_KNOB_TYPE_KERNEL_CFG, 0}}});
        }
    }
    choices.resize(std::min(choices.size(), settings().engines));
    return choices;
}

std::shared_ptr<State> engine_state(std::shared_ptr<const State> graph, std::int64_t engine) {
    auto state = std::make_shared<State>(State{CUDNN_BACKEND_ENGINE_DESCRIPTOR, true, {}, {}, {}});
    put_descriptors(*state, CUDNN_ATTR_ENGINE_OPERATION_GRAPH, {std::move(graph)});
    put_int64(*state, CUDNN_ATTR_ENGINE_GLOBAL_INDEX, engine);
    const cudnnBackendNumericalNote_t note = CUDNN_NUMERICAL_NOTE_TENSOR_CORE;
    put(*state, CUDNN_ATTR_ENGINE_NUMERICAL_NOTE, CUDNN_TYPE_NUMERICAL_NOTE, &note, has_tensor_cores(engine) ? 1 : 0);
    put_descriptors(
        *state, CUDNN_ATTR_ENGINE_KNOB_INFO,
        {knob_info(CUDNN_KNOB_TYPE_SPLIT_K_SLC, 1, most_slices), knob_info(CUDNN_KNOB_TYPE_KERNEL_CFG, 0, 3)});
    return state;
}

std::shared_ptr<State> config_state(std::shared_ptr<const State> graph, const EngineChoice& choice) {
    auto state = std::make_shared<State>(State{CUDNN_BACKEND_ENGINECFG_DESCRIPTOR, true, {}, {}, {}});
    put_descriptors(*state, CUDNN_ATTR_ENGINECFG_ENGINE, {engine_state(std::move(graph), choice.engine)});
    std::vector<std::shared_ptr<const State>> knobs;
    for (const auto& [type, value] : choice.knobs) {
        auto knob = std::make_shared<State>(State{CUDNN_BACKEND_KNOB_CHOICE_DESCRIPTOR, true, {}, {}, {}});
        const auto knob_type = static_cast<cudnnBackendKnobType_t>(type);
        put(*knob, CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE, CUDNN_TYPE_KNOB_TYPE, &knob_type, 1);
        put_int64(*knob, CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE, value);
        knobs.push_back(std::move(knob));
    }
    put_descriptors(*state, CUDNN_ATTR_ENGINECFG_KNOB_CHOICES, std::move(knobs));
    return state;
}

EngineChoice choice_of(const State& config) {
    const State& engine = *config.descriptor(CUDNN_ATTR_ENGINECFG_ENGINE);
    EngineChoice choice{engine.value<std::int64_t>(CUDNN_ATTR_ENGINE_GLOBAL_INDEX, 0), {}};
    for (const State* knob : config.descriptors(CUDNN_ATTR_ENGINECFG_KNOB_CHOICES)) {
        choice.knobs.emplace_back(knob->value(CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE, CUDNN_KNOB_TYPE_COUNTS),
                                  knob->value<std::int64_t>(CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE, 0));
    }
    return choice;
}

std::int64_t Plan::workspace_bytes() const {
    if (!has_tensor_cores(choice.engine)) return 0;
    std::int64_t slices = 1;
    for (const auto& [type, value] : choice.knobs) {
        if (type == CUDNN_KNOB_TYPE_SPLIT_K_SLC) slices = value;
    }
    if (slices <= 1) return 0;
    std::int64_t sums = 1;
    for (std::int64_t dim : graph->dst().dims) sums *= dim;
    return slices * sums * static_cast<std::int64_t>(sizeof(float));
}

bool Plan::tensor_float() const { return has_tensor_cores(choice.engine) && graph->src().type == CUDNN_DATA_FLOAT; }

}  // namespace fake_cudnn
