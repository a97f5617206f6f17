// SPDX-License-Identifier: Apache-2.0
//
// Engines, and plans that compute a graph with one of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph.hpp"

namespace fake_cudnn {

struct EngineChoice {
    std::int64_t engine = 0;
    std::vector<std::pair<std::int64_t, std::int64_t>> knobs;  // type and value
};

struct Plan {
    std::shared_ptr<const Graph> graph;
    EngineChoice choice;

    std::int64_t workspace_bytes() const;

    // Whether f32 is read as TF32.
    bool tensor_float() const;
};

// What heuristics of the mode give.
std::vector<EngineChoice> offered_engines(const Graph& graph, cudnnBackendHeurMode_t mode);

bool is_supported(const Graph& graph, std::int64_t engine);

// Finalised descriptors.
std::shared_ptr<State> engine_state(std::shared_ptr<const State> graph, std::int64_t engine);
std::shared_ptr<State> config_state(std::shared_ptr<const State> graph, const EngineChoice& choice);

// config: a configuration that is finalised.
EngineChoice choice_of(const State& config);

std::string to_json(const Plan& plan);

// Throws Failure where the text is damaged, or of another version or GPU.
Plan from_json(const std::string& json, const std::string& device);

}  // namespace fake_cudnn
