// SPDX-License-Identifier: Apache-2.0
//
// An engine of cuDNN with its knobs: what a plan is finalised from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cudnn/engines/graphs/operation_graph.hpp"
#include "cudnn/engines/library/backend_descriptor.hpp"
#include "plan_target.hpp"

namespace mish4j::cudnn {

struct Knob {
    cudnnBackendKnobType_t type;
    std::int64_t value;

    bool operator==(const Knob&) const = default;
};

struct EngineChoice {
    std::int64_t engine;
    std::vector<Knob> knobs;

    bool operator==(const EngineChoice&) const = default;
};

// "eng57 k24=0 k17=2"
std::string name_of(const EngineChoice& choice);

// config: finalised.
EngineChoice choice_of(const BackendDescriptor& config);

// What cuDNN says of an engine.
struct EngineTraits {
    std::vector<cudnnBackendNumericalNote_t> numerical_notes;

    bool has(cudnnBackendNumericalNote_t note) const;
};

EngineTraits traits_of(const BackendDescriptor& config);

// The values that a knob of the engine may have; nothing where it has no such knob.
struct KnobRange {
    std::int64_t least;
    std::int64_t most;
    std::int64_t step;
};
std::optional<KnobRange> knob_range(const BackendDescriptor& config, cudnnBackendKnobType_t type);

// Nothing where cuDNN refuses the choice.
std::optional<BackendDescriptor> make_config(const CudnnLibrary& library, const PlanTarget& target,
                                             const OperationGraph& graph, const EngineChoice& choice);

}  // namespace mish4j::cudnn
