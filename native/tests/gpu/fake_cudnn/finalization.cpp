// SPDX-License-Identifier: Apache-2.0
#include "finalization.hpp"

#include <utility>

#include "attribute_rules.hpp"
#include "handle.hpp"
#include "plan.hpp"
#include "settings.hpp"

namespace fake_cudnn {

namespace {

constexpr auto bad = CUDNN_STATUS_BAD_PARAM;

void check_required(const State& state) {
    for (const AttributeRule& rule : all_rules()) {
        if (rule.descriptor != state.type || !rule.required) continue;
        require(state.has(rule.name), bad, "attribute " + std::to_string(rule.name) + " is not set");
    }
}

void check_finalized(const State& state) {
    for (const auto& [name, attribute] : state.attributes) state.descriptors(name);
}

void check_tensor(const State& state) {
    const auto dims = state.values<std::int64_t>(CUDNN_ATTR_TENSOR_DIMENSIONS);
    const auto strides = state.values<std::int64_t>(CUDNN_ATTR_TENSOR_STRIDES);
    require(dims.size() == strides.size(), bad, "the number of strides is not that of dimensions");
    for (std::size_t i = 0; i < dims.size(); ++i) require(dims[i] > 0 && strides[i] > 0, bad, "a dimension or stride");
}

void check_convolution(const State& state) {
    const auto rank = static_cast<std::size_t>(state.value<std::int64_t>(CUDNN_ATTR_CONVOLUTION_SPATIAL_DIMS, 0));
    for (const auto name : {CUDNN_ATTR_CONVOLUTION_DILATIONS, CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES,
                            CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS, CUDNN_ATTR_CONVOLUTION_POST_PADDINGS})
        require(state.values<std::int64_t>(name).size() == rank, bad, "the number of spatial dimensions");
}

std::string text_of(const State& state, cudnnBackendAttributeName_t name) {
    const std::vector<char> characters = state.values<char>(name);
    std::string text(characters.begin(), characters.end());
    while (!text.empty() && text.back() == '\0') text.pop_back();
    return text;
}

// The GPU that a graph is for: its handle's, or one by properties.
std::string device_of(const State& state, cudnnBackendAttributeName_t property) {
    const State* device = state.descriptor(property);
    return device != nullptr ? "properties" : std::string();
}

void finalize_graph(State& state) {
    auto graph = std::make_shared<Graph>(*read_graph(state));
    if (const auto handle = state.value<Handle*>(CUDNN_ATTR_OPERATIONGRAPH_HANDLE, nullptr))
        graph->device = handle->device;
    state.graph = std::move(graph);
    put_int64(state, CUDNN_ATTR_OPERATIONGRAPH_ENGINE_GLOBAL_COUNT, 12);
}

std::shared_ptr<const State> shared(const State& state, cudnnBackendAttributeName_t name) {
    return state.attributes.at(name).descriptors.front();
}

void finalize_engine(Descriptor& descriptor) {
    const State& state = *descriptor.state;
    const std::int64_t engine = state.value<std::int64_t>(CUDNN_ATTR_ENGINE_GLOBAL_INDEX, -1);
    const std::shared_ptr<const State> graph = shared(state, CUDNN_ATTR_ENGINE_OPERATION_GRAPH);
    require(graph->graph != nullptr && is_supported(*graph->graph, engine), CUDNN_STATUS_NOT_SUPPORTED,
            "the engine does not support the graph");
    descriptor.state = engine_state(graph, engine);
}

void finalize_heuristics(State& state) {
    const std::shared_ptr<const State> graph = shared(state, CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH);
    require(graph->graph != nullptr, bad, "it is no graph");
    require(!graph->graph->device.empty() || !device_of(state, CUDNN_ATTR_ENGINEHEUR_DEVICEPROP).empty(), bad,
            "nothing says for which GPU");
    std::vector<std::shared_ptr<const State>> results;
    const auto mode = state.value(CUDNN_ATTR_ENGINEHEUR_MODE, CUDNN_HEUR_MODE_A);
    for (const EngineChoice& choice : offered_engines(*graph->graph, mode))
        results.push_back(config_state(graph, choice));
    put_descriptors(state, CUDNN_ATTR_ENGINEHEUR_RESULTS, std::move(results));
}

void check_config(const State& state) {
    for (const auto& [type, value] : choice_of(state).knobs) {
        const bool split_k = type == CUDNN_KNOB_TYPE_SPLIT_K_SLC && value >= 1 && value <= 128;
        const bool kernel = type == CUDNN_KNOB_TYPE_KERNEL_CFG && value >= 0 && value <= 3;
        require(split_k || kernel, CUDNN_STATUS_NOT_SUPPORTED, "a knob's value");
    }
}

// From a configuration, or from JSON with a handle.
void finalize_plan(State& state) {
    Plan plan;
    if (state.has(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG)) {
        const State& config = *state.descriptor(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG);
        plan = {config.descriptor(CUDNN_ATTR_ENGINECFG_ENGINE)->descriptor(CUDNN_ATTR_ENGINE_OPERATION_GRAPH)->graph,
                choice_of(config)};
        require(!failures().take_plan(), CUDNN_STATUS_INTERNAL_ERROR_COMPILATION_FAILED, "the kernel does not compile");
        ++counters().plans_compiled;
    } else {
        const auto* handle = state.value<Handle*>(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, nullptr);
        require(handle != nullptr && state.has(CUDNN_ATTR_EXECUTION_PLAN_JSON_REPRESENTATION), bad,
                "it has neither a configuration nor a text with a handle");
        plan = from_json(text_of(state, CUDNN_ATTR_EXECUTION_PLAN_JSON_REPRESENTATION), handle->device);
        State graph{CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR, true, {}, plan.graph, {}};
        put_descriptors(state, CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG,
                        {config_state(std::make_shared<const State>(std::move(graph)), plan.choice)});
        ++counters().plans_loaded;
    }
    put_text(state, CUDNN_ATTR_EXECUTION_PLAN_JSON_REPRESENTATION, to_json(plan));
    put_int64(state, CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE, plan.workspace_bytes());
    state.plan = std::make_shared<const Plan>(std::move(plan));
}

}  // namespace

void finalize(Descriptor& descriptor) {
    require(!descriptor.state->finalized, bad, "the descriptor is finalised already");
    // What others have of it does not change
    descriptor.state = std::make_shared<State>(*descriptor.state);
    State& state = *descriptor.state;
    check_required(state);
    check_finalized(state);
    switch (state.type) {
        case CUDNN_BACKEND_TENSOR_DESCRIPTOR:
            check_tensor(state);
            break;
        case CUDNN_BACKEND_CONVOLUTION_DESCRIPTOR:
            check_convolution(state);
            break;
        case CUDNN_BACKEND_OPERATIONGRAPH_DESCRIPTOR:
            finalize_graph(state);
            break;
        case CUDNN_BACKEND_ENGINE_DESCRIPTOR:
            finalize_engine(descriptor);
            break;
        case CUDNN_BACKEND_ENGINECFG_DESCRIPTOR:
            check_config(state);
            break;
        case CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR:
            finalize_heuristics(state);
            break;
        case CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR:
            finalize_plan(state);
            break;
        default:
            break;
    }
    descriptor.state->finalized = true;
}

}  // namespace fake_cudnn
