// SPDX-License-Identifier: Apache-2.0
//
// What cuDNN offers for a convolution problem.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "cudnn/engines/graphs/convolution_problem.hpp"
#include "execution_plan.hpp"
#include "plan_target.hpp"

namespace mish4j::cudnn {

// The candidates for a problem, the most promising first, each finalised when it is asked for. Empty where cuDNN has no
// engine for the whole of it. Never an engine that computes f32 by tensor cores, unless tensor_float; nor one whose
// results differ from run to run.
class PlanCandidates {
 public:
    virtual ~PlanCandidates() = default;
    virtual std::size_t size() const = 0;

    // The first so many are those that the heuristics think fast; the others work too, but slower, or have not been
    // ranked.
    virtual std::size_t promising() const = 0;

    // As ExecutionPlan's.
    virtual const std::string& name(std::size_t index) const = 0;

    // Null where cuDNN refuses to finalise it, or where it launches more than one kernel. Takes up to seconds.
    virtual std::shared_ptr<const ExecutionPlan> finalize(std::size_t index) const = 0;
};

// wide: also variants with split-K, for a search that times them.
std::unique_ptr<PlanCandidates> find_candidates(const CudnnLibrary& library, const PlanTarget& target,
                                                const ConvolutionProblem& problem, bool wide);

}  // namespace mish4j::cudnn
