// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "../backend.hpp"
#include "device_context.hpp"
#include "engines/convolution_problem.hpp"
#include "engines/execution_plan.hpp"

namespace mish4j::cudnn {

// Chooses cuDNN's plans for a model's convolutions; equal ones get the same plan.
class PlanSelector {
 public:
    // stream: where candidates are tried.
    PlanSelector(const DeviceContext& context, const CompileOptions& options, GpuStream& stream);

    // Null where cuDNN has no plan of one kernel for the problem.
    std::shared_ptr<const ExecutionPlan> select(const ConvolutionProblem& problem);

 private:
    std::shared_ptr<const ExecutionPlan> search(const ConvolutionProblem& problem) const;

    const DeviceContext& context_;
    const CompileOptions& options_;
    GpuStream& stream_;
    std::map<std::string, std::shared_ptr<const ExecutionPlan>> known_;
};

}  // namespace mish4j::cudnn
