// SPDX-License-Identifier: Apache-2.0
//
// The choice of one plan for a problem: by the heuristics of cuDNN, or by the times of candidates, or as it was chosen
// before.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "backend.hpp"
#include "common/disk_cache.hpp"
#include "cudnn/engines/graphs/convolution_problem.hpp"
#include "execution_plan.hpp"
#include "plan_target.hpp"
#include "plan_timer.hpp"

namespace mish4j::cudnn {

struct PlanChoice {
    std::shared_ptr<const ExecutionPlan> plan;  // null where cuDNN has none of one kernel
    bool fused = true;   // the plan is the whole problem; otherwise the convolution with its bias, without the chain
    int candidates = 0;  // that were finalised for it; 0 where it was known
};

class PlanSearch {
 public:
    using MakeTimer = std::function<std::unique_ptr<PlanTimer>(const ConvolutionProblem& problem)>;

    // Told of each candidate before it is tried, which takes up to seconds. May throw, to give up.
    using OnCandidate = std::function<void(const std::string& name)>;

    // target: of a GPU of this machine. What is given by reference outlives the search. make_timer: called where
    // candidates are timed.
    PlanSearch(const CudnnLibrary& library, const PlanTarget& target, const DiskCache& cache, Tune tune,
               MakeTimer make_timer, OnCandidate on_candidate = {});

    // Tune::off: the first that can be finalised. fast: the fastest of what the heuristics think fast. full: of all
    // that cuDNN offers, with split-K too, and of the convolution and the chain in two kernels.
    PlanChoice find(const ConvolutionProblem& problem) const;

 private:
    PlanChoice load(const std::string& key, const ConvolutionProblem& problem) const;
    PlanChoice choose(const ConvolutionProblem& problem) const;
    PlanChoice choose_first(const ConvolutionProblem& problem) const;
    PlanChoice choose_fastest(const ConvolutionProblem& problem) const;

    const CudnnLibrary& library_;
    const PlanTarget& target_;
    const DiskCache& cache_;
    Tune tune_;
    MakeTimer make_timer_;
    OnCandidate on_candidate_;
};

}  // namespace mish4j::cudnn
