// SPDX-License-Identifier: Apache-2.0
#include "plan_candidates.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn/engines/graphs/operation_graph.hpp"
#include "cudnn/engines/graphs/pointwise_formula.hpp"
#include "engine_config.hpp"

namespace mish4j::cudnn {

namespace {

// Powers of two, since what they leave is shared out evenly.
constexpr std::int64_t split_k_slices[] = {2, 4, 8, 16};

// Where there are many tiles for each multiprocessor, all are busy without split-K.
constexpr std::int64_t tile_size = 128;
constexpr std::int64_t most_tiles_for_each = 4;

// What no engine may do. Tensor cores take f32 as TF32, which has 10 bits of fraction.
bool is_wanted(const EngineTraits& traits, const ConvolutionProblem& problem) {
    const auto has_any = [&traits](std::initializer_list<cudnnBackendNumericalNote_t> notes) {
        return std::any_of(notes.begin(), notes.end(), [&](auto note) { return traits.has(note); });
    };
    if (has_any({CUDNN_NUMERICAL_NOTE_REDUCED_PRECISION_REDUCTION, CUDNN_NUMERICAL_NOTE_NONDETERMINISTIC}))
        return false;
    const bool strict = problem.src.type == ElementType::f32 && !problem.tensor_float;
    return !strict || !has_any({CUDNN_NUMERICAL_NOTE_TENSOR_CORE, CUDNN_NUMERICAL_NOTE_DOWN_CONVERT_INPUTS,
                                CUDNN_NUMERICAL_NOTE_FFT, CUDNN_NUMERICAL_NOTE_WINOGRAD});
}

class NoCandidates : public PlanCandidates {
 public:
    std::size_t size() const override { return 0; }
    std::size_t promising() const override { return 0; }
    const std::string& name(std::size_t index) const override { throw no_such(index); }
    std::shared_ptr<const ExecutionPlan> finalize(std::size_t index) const override { throw no_such(index); }

 private:
    static Error no_such(std::size_t index) {
        return Error(MISH4J_INTERNAL_ERROR, text("there is no candidate ", index, ", since there is none"));
    }
};

struct Candidate {
    EngineChoice choice;
    std::string name;
    BackendDescriptor config;
};

class FoundCandidates : public PlanCandidates {
 public:
    FoundCandidates(const CudnnLibrary& library, const PlanTarget& target, const ConvolutionProblem& problem)
        : library_(library), target_(target), problem_(problem), graph_(library, target.handle(), problem_) {}

    void add_offered(cudnnBackendHeurMode_t mode) {
        BackendDescriptor heuristics(library_, CUDNN_BACKEND_ENGINEHEUR_DESCRIPTOR, "the heuristics");
        heuristics.set(CUDNN_ATTR_ENGINEHEUR_OPERATION_GRAPH, graph_.descriptor());
        heuristics.set(CUDNN_ATTR_ENGINEHEUR_MODE, mode);
        target_.describe(heuristics, CUDNN_ATTR_ENGINEHEUR_DEVICEPROP);
        if (!heuristics.try_finalize()) return;
        for (BackendDescriptor& config : heuristics.get_descriptors(
                 CUDNN_ATTR_ENGINEHEUR_RESULTS, CUDNN_BACKEND_ENGINECFG_DESCRIPTOR, "an engine's configuration")) {
            if (!is_wanted(traits_of(config), problem_)) continue;
            EngineChoice choice = choice_of(config);
            add(std::move(choice), std::move(config));
        }
    }

    // Of each engine the most promising configuration, with its sums shared out among more of the GPU. The engine
    // without tensor cores takes the knob too, but its kernel is the same.
    void add_split_k() {
        std::vector<std::int64_t> engines;
        const std::size_t offered = candidates_.size();
        for (std::size_t i = 0; i < offered; ++i) {
            const EngineChoice choice = candidates_[i].choice;
            if (std::find(engines.begin(), engines.end(), choice.engine) != engines.end()) continue;
            engines.push_back(choice.engine);
            if (!traits_of(candidates_[i].config).has(CUDNN_NUMERICAL_NOTE_TENSOR_CORE)) continue;
            const std::optional<KnobRange> range = knob_range(candidates_[i].config, CUDNN_KNOB_TYPE_SPLIT_K_SLC);
            if (range) add_split_k(choice, *range);
        }
    }

    // Of those that are there now.
    void mark_promising() { promising_ = candidates_.size(); }

    std::size_t size() const override { return candidates_.size(); }
    std::size_t promising() const override { return promising_; }

    const std::string& name(std::size_t index) const override { return candidates_.at(index).name; }

    std::shared_ptr<const ExecutionPlan> finalize(std::size_t index) const override {
        BackendDescriptor plan(library_, CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR, "an execution plan");
        if (target_.handle() != nullptr) plan.set(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, target_.handle());
        plan.set(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG, candidates_.at(index).config);
        if (!plan.try_finalize()) return nullptr;
        std::shared_ptr<const ExecutionPlan> made = make_execution_plan(library_, std::move(plan), problem_);
        return made->kernel_count() == 1 ? made : nullptr;
    }

 private:
    void add_split_k(const EngineChoice& offered, const KnobRange& range) {
        for (std::int64_t slices : split_k_slices) {
            if (slices < range.least || slices > range.most || (slices - range.least) % range.step != 0) continue;
            if (tile_count() * slices > most_tiles_for_each * target_.multiprocessors()) return;
            EngineChoice choice = offered;
            const auto is_split_k = [](const Knob& knob) { return knob.type == CUDNN_KNOB_TYPE_SPLIT_K_SLC; };
            std::erase_if(choice.knobs, is_split_k);
            choice.knobs.push_back({CUDNN_KNOB_TYPE_SPLIT_K_SLC, slices});
            std::optional<BackendDescriptor> config = make_config(library_, target_, graph_, choice);
            if (config) add(std::move(choice), std::move(*config));
        }
    }

    // Tiles of the result, each computed by one multiprocessor.
    std::int64_t tile_count() const {
        const Dims& dims = problem_.dst.dims;
        std::int64_t pixels = 1;
        for (std::size_t i = 0; i < dims.size(); ++i) pixels *= i == 1 ? 1 : dims[i];
        return ((pixels + tile_size - 1) / tile_size) * ((dims[1] + tile_size - 1) / tile_size);
    }

    void add(EngineChoice choice, BackendDescriptor config) {
        const auto same = [&choice](const Candidate& candidate) { return candidate.choice == choice; };
        if (std::any_of(candidates_.begin(), candidates_.end(), same)) return;
        std::string name = name_of(choice);
        candidates_.push_back({std::move(choice), std::move(name), std::move(config)});
    }

    const CudnnLibrary& library_;
    const PlanTarget& target_;
    const ConvolutionProblem problem_;
    const OperationGraph graph_;
    std::vector<Candidate> candidates_;
    std::size_t promising_ = 0;
};

}  // namespace

std::unique_ptr<PlanCandidates> find_candidates(const CudnnLibrary& library, const PlanTarget& target,
                                                const ConvolutionProblem& problem, bool wide) {
    if (!std::all_of(problem.chain.begin(), problem.chain.end(), can_fuse)) return std::make_unique<NoCandidates>();
    try {
        auto found = std::make_unique<FoundCandidates>(library, target, problem);
        found->add_offered(CUDNN_HEUR_MODE_A);
        found->mark_promising();
        found->add_offered(CUDNN_HEUR_MODE_FALLBACK);
        if (wide) found->add_split_k();
        return found;
    } catch (const Error& error) {
        if (error.status() != MISH4J_UNSUPPORTED) throw;
        return std::make_unique<NoCandidates>();
    }
}

}  // namespace mish4j::cudnn
