// SPDX-License-Identifier: Apache-2.0
#include "engine_config.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace mish4j::cudnn {

namespace {

BackendDescriptor engine_of(const BackendDescriptor& config) {
    return config.get_descriptor(CUDNN_ATTR_ENGINECFG_ENGINE, CUDNN_BACKEND_ENGINE_DESCRIPTOR, "an engine");
}

}  // namespace

std::string name_of(const EngineChoice& choice) {
    std::string name = text("eng", choice.engine);
    for (const Knob& knob : choice.knobs) name += text(" k", static_cast<int>(knob.type), "=", knob.value);
    return name;
}

EngineChoice choice_of(const BackendDescriptor& config) {
    EngineChoice choice{engine_of(config).get_int64(CUDNN_ATTR_ENGINE_GLOBAL_INDEX), {}};
    for (const BackendDescriptor& knob : config.get_descriptors(
             CUDNN_ATTR_ENGINECFG_KNOB_CHOICES, CUDNN_BACKEND_KNOB_CHOICE_DESCRIPTOR, "an engine's knob")) {
        cudnnBackendKnobType_t type{};
        knob.get(CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE, CUDNN_TYPE_KNOB_TYPE, &type, 1);
        choice.knobs.push_back({type, knob.get_int64(CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE)});
    }
    return choice;
}

bool EngineTraits::has(cudnnBackendNumericalNote_t note) const {
    return std::find(numerical_notes.begin(), numerical_notes.end(), note) != numerical_notes.end();
}

EngineTraits traits_of(const BackendDescriptor& config) {
    EngineTraits traits{std::vector<cudnnBackendNumericalNote_t>(CUDNN_NUMERICAL_NOTE_TYPE_COUNT)};
    const std::int64_t count = engine_of(config).get(CUDNN_ATTR_ENGINE_NUMERICAL_NOTE, CUDNN_TYPE_NUMERICAL_NOTE,
                                                     traits.numerical_notes.data(), std::ssize(traits.numerical_notes));
    traits.numerical_notes.resize(static_cast<std::size_t>(count));
    return traits;
}

std::optional<KnobRange> knob_range(const BackendDescriptor& config, cudnnBackendKnobType_t type) {
    const BackendDescriptor engine = engine_of(config);
    for (const BackendDescriptor& knob : engine.get_descriptors(
             CUDNN_ATTR_ENGINE_KNOB_INFO, CUDNN_BACKEND_KNOB_INFO_DESCRIPTOR, "what a knob may be")) {
        cudnnBackendKnobType_t found{};
        knob.get(CUDNN_ATTR_KNOB_INFO_TYPE, CUDNN_TYPE_KNOB_TYPE, &found, 1);
        if (found != type) continue;
        return KnobRange{knob.get_int64(CUDNN_ATTR_KNOB_INFO_MINIMUM_VALUE),
                         knob.get_int64(CUDNN_ATTR_KNOB_INFO_MAXIMUM_VALUE),
                         knob.get_int64(CUDNN_ATTR_KNOB_INFO_STRIDE)};
    }
    return std::nullopt;
}

std::optional<BackendDescriptor> make_config(const CudnnLibrary& library, const PlanTarget& target,
                                             const OperationGraph& graph, const EngineChoice& choice) {
    BackendDescriptor engine(library, CUDNN_BACKEND_ENGINE_DESCRIPTOR, "an engine");
    engine.set(CUDNN_ATTR_ENGINE_OPERATION_GRAPH, graph.descriptor());
    engine.set(CUDNN_ATTR_ENGINE_GLOBAL_INDEX, choice.engine);
    target.describe(engine, CUDNN_ATTR_ENGINE_DEVICEPROP);
    if (!engine.try_finalize()) return std::nullopt;
    std::vector<BackendDescriptor> knobs;
    std::vector<cudnnBackendDescriptor_t> knob_descriptors;
    for (const Knob& choice_of_knob : choice.knobs) {
        BackendDescriptor& knob = knobs.emplace_back(library, CUDNN_BACKEND_KNOB_CHOICE_DESCRIPTOR, "an engine's knob");
        knob.set(CUDNN_ATTR_KNOB_CHOICE_KNOB_TYPE, choice_of_knob.type);
        knob.set(CUDNN_ATTR_KNOB_CHOICE_KNOB_VALUE, choice_of_knob.value);
        knob.finalize();
        knob_descriptors.push_back(knob.get());
    }
    BackendDescriptor config(library, CUDNN_BACKEND_ENGINECFG_DESCRIPTOR, "an engine's configuration");
    config.set(CUDNN_ATTR_ENGINECFG_ENGINE, engine);
    config.set(CUDNN_ATTR_ENGINECFG_KNOB_CHOICES, knob_descriptors);
    if (!config.try_finalize()) return std::nullopt;
    return config;
}

}  // namespace mish4j::cudnn
