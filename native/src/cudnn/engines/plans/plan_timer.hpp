// SPDX-License-Identifier: Apache-2.0
//
// How long plans take on the GPU.
#pragma once

#include <memory>

#include "cudnn/driver/gpu.hpp"
#include "cudnn/engines/graphs/convolution_problem.hpp"
#include "execution_plan.hpp"

namespace mish4j::cudnn {

class PlanTimer {
 public:
    virtual ~PlanTimer() = default;

    // The median time of one execution, in milliseconds. fused: the plan is the whole problem; otherwise it is the
    // convolution with its bias, and the chain follows in a kernel of its own. Throws Error where it cannot be
    // executed.
    virtual float milliseconds(const ExecutionPlan& plan, bool fused) = 0;
};

// The tensors of the problem, of zeros, in the GPU's memory while the timer lives. handle: its stream is `stream`; the
// GPU's context is current while it is used.
std::unique_ptr<PlanTimer> make_plan_timer(std::shared_ptr<const Gpu> gpu, GpuStream& stream, cudnnHandle_t handle,
                                           const ConvolutionProblem& problem);

}  // namespace mish4j::cudnn
