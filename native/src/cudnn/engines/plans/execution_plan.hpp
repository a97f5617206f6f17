// SPDX-License-Identifier: Apache-2.0
//
// How cuDNN computes a convolution problem: a finalised execution plan.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cudnn/engines/graphs/convolution_problem.hpp"
#include "cudnn/engines/library/backend_descriptor.hpp"
#include "cudnn/engines/library/cudnn_library.hpp"

namespace mish4j::cudnn {

// The addresses of a problem's tensors, aligned to 16 bytes.
struct ConvolutionPointers {
    const void* src = nullptr;
    const void* weights = nullptr;
    const void* bias = nullptr;  // null where there is none
    std::vector<const void*> addends;
    void* dst = nullptr;
    void* workspace = nullptr;
};

// Immutable; used by many threads, each with a handle of its own or one after the other.
class ExecutionPlan {
 public:
    virtual ~ExecutionPlan() = default;

    virtual std::int64_t workspace_bytes() const = 0;

    // cuDNN's name of it with its knobs, "eng57 k24=0": for descriptions and logs.
    virtual const std::string& name() const = 0;

    // The kernels that one execution launches.
    virtual int kernel_count() const = 0;

    // What deserialize_plan takes: valid for the same version of cuDNN, architecture and number of multiprocessors.
    virtual std::string serialize() const = 0;

    // Puts the work into the stream of the handle. Throws Error where cuDNN reports a failure.
    virtual void execute(cudnnHandle_t handle, const ConvolutionPointers& pointers) const = 0;
};

// plan: finalised.
std::shared_ptr<const ExecutionPlan> make_execution_plan(const CudnnLibrary& library, BackendDescriptor plan,
                                                         const ConvolutionProblem& problem);

// Null where the text is damaged or was made for something else.
std::shared_ptr<const ExecutionPlan> deserialize_plan(const CudnnLibrary& library, cudnnHandle_t handle,
                                                      const ConvolutionProblem& problem, const std::string& serialized);

}  // namespace mish4j::cudnn
