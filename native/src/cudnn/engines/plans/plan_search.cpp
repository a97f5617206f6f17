// SPDX-License-Identifier: Apache-2.0
#include "plan_search.hpp"

#include <optional>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "plan_candidates.hpp"

namespace mish4j::cudnn {

namespace {

// What the text of a kept choice begins with.
constexpr std::string_view fused_mark = "fused\n";
constexpr std::string_view split_mark = "split\n";

ConvolutionProblem without_chain(const ConvolutionProblem& problem) {
    ConvolutionProblem result = problem;
    result.chain.clear();
    result.addends.clear();
    return result;
}

// The fastest of what is tried.
class PlanComparison {
 public:
    PlanComparison(PlanTimer& timer, const PlanSearch::OnCandidate& on_candidate)
        : timer_(timer), on_candidate_(on_candidate) {}

    void enter(const PlanCandidates& candidates, std::size_t index, bool fused) {
        if (on_candidate_) on_candidate_(candidates.name(index));
        std::shared_ptr<const ExecutionPlan> plan = candidates.finalize(index);
        if (plan == nullptr) return;
        ++best_.candidates;
        try {
            const float time = timer_.milliseconds(*plan, fused);
            if (best_.plan != nullptr && time >= best_time_) return;
            best_.plan = std::move(plan);
            best_.fused = fused;
            best_time_ = time;
        } catch (const Error& error) {
            failure_ = error;
        }
    }

    bool has_winner() const { return best_.plan != nullptr; }

    // Throws what went wrong last where nothing could be executed.
    PlanChoice winner() const {
        if (!has_winner() && failure_) throw Error(*failure_);
        return best_;
    }

 private:
    PlanTimer& timer_;
    const PlanSearch::OnCandidate& on_candidate_;
    PlanChoice best_;
    float best_time_ = 0.0f;
    std::optional<Error> failure_;
};

}  // namespace

PlanSearch::PlanSearch(const CudnnLibrary& library, const PlanTarget& target, const DiskCache& cache, Tune tune,
                       MakeTimer make_timer, OnCandidate on_candidate)
    : library_(library),
      target_(target),
      cache_(cache),
      tune_(tune),
      make_timer_(std::move(make_timer)),
      on_candidate_(std::move(on_candidate)) {}

PlanChoice PlanSearch::find(const ConvolutionProblem& problem) const {
    const std::string key = text("tune ", static_cast<int>(tune_), " ", key_of(problem));
    PlanChoice choice = load(key, problem);
    if (choice.plan != nullptr) return choice;
    choice = choose(problem);
    if (choice.plan != nullptr)
        cache_.store(key, std::string(choice.fused ? fused_mark : split_mark) + choice.plan->serialize());
    return choice;
}

PlanChoice PlanSearch::load(const std::string& key, const ConvolutionProblem& problem) const {
    const std::optional<std::string> kept = cache_.load(key);
    if (!kept) return {};
    const bool fused = kept->starts_with(fused_mark);
    if (fused || kept->starts_with(split_mark)) {
        const std::string plan = kept->substr(fused ? fused_mark.size() : split_mark.size());
        PlanChoice choice{deserialize_plan(library_, target_.handle(), fused ? problem : without_chain(problem), plan),
                          fused, 0};
        if (choice.plan != nullptr) return choice;
    }
    cache_.remove(key);
    return {};
}

PlanChoice PlanSearch::choose(const ConvolutionProblem& problem) const {
    return tune_ == Tune::off ? choose_first(problem) : choose_fastest(problem);
}

PlanChoice PlanSearch::choose_first(const ConvolutionProblem& problem) const {
    const std::unique_ptr<PlanCandidates> candidates = find_candidates(library_, target_, problem, false);
    for (std::size_t i = 0; i < candidates->size(); ++i) {
        if (on_candidate_) on_candidate_(candidates->name(i));
        if (auto plan = candidates->finalize(i)) return {std::move(plan), true, 1};
    }
    return {};
}

PlanChoice PlanSearch::choose_fastest(const ConvolutionProblem& problem) const {
    const bool full = tune_ == Tune::full;
    const std::unique_ptr<PlanCandidates> whole = find_candidates(library_, target_, problem, full);
    if (whole->size() == 0) return {};
    const std::unique_ptr<PlanTimer> timer = make_timer_(problem);
    PlanComparison comparison(*timer, on_candidate_);
    for (std::size_t i = 0; i < whole->size() && (full || i < whole->promising() || !comparison.has_winner()); ++i)
        comparison.enter(*whole, i, true);
    if (full && !problem.chain.empty()) {
        const std::unique_ptr<PlanCandidates> split = find_candidates(library_, target_, without_chain(problem), false);
        for (std::size_t i = 0; i < split->promising(); ++i) comparison.enter(*split, i, false);
    }
    return comparison.winner();
}

}  // namespace mish4j::cudnn
