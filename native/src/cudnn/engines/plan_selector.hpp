// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "backend.hpp"
#include "cudnn/engines/graphs/convolution_problem.hpp"
#include "cudnn/engines/plans/plan_search.hpp"
#include "device_context.hpp"

namespace mish4j::cudnn {

// Chooses cuDNN's plans for a model's convolutions; equal ones get the same plan.
class PlanSelector {
 public:
    // What is given by reference outlives the selector. stream: where candidates are timed.
    PlanSelector(const DeviceContext& context, Tune tune, GpuStream& stream, PlanSearch::OnCandidate on_candidate);

    // Its plan is null where cuDNN has none of one kernel for the problem.
    const PlanChoice& select(const ConvolutionProblem& problem);

 private:
    PlanChoice search(const ConvolutionProblem& problem) const;

    const DeviceContext& context_;
    Tune tune_;
    GpuStream& stream_;
    PlanSearch::OnCandidate on_candidate_;
    std::map<std::string, PlanChoice> known_;
};

}  // namespace mish4j::cudnn
