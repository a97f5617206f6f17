// SPDX-License-Identifier: Apache-2.0
//
// How cuDNN computes a convolution problem: finalised execution plans, and the search for the best of them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "../driver/gpu.hpp"
#include "convolution_problem.hpp"
#include "cudnn_library.hpp"

namespace mish4j::cudnn {

// The addresses of a problem's tensors.
struct ConvolutionPointers {
    const void* src;
    const void* weights;
    const void* bias;  // null where there is none
    std::vector<const void*> addends;
    void* dst;
    void* workspace;
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

    // Puts the work into the stream of the handle.
    virtual void execute(cudnnHandle_t handle, const ConvolutionPointers& pointers) const = 0;
};

// For which GPU plans are made: the one of a handle, or one that is not there, by its properties.
class PlanTarget;

// The candidates for a problem, the most promising first, each finalised when it is asked for. Empty where cuDNN has no
// engine for the whole of it in one kernel. Never an engine that computes f32 by tensor cores, unless tensor_float.
class PlanCandidates {
 public:
    virtual ~PlanCandidates() = default;
    virtual std::size_t size() const = 0;

    // Null where cuDNN refuses to finalise it.
    virtual std::shared_ptr<const ExecutionPlan> finalize(std::size_t index) const = 0;
};

// wide: also those of split-K and of the fallback heuristics, for a search that times them.
std::unique_ptr<PlanCandidates> find_candidates(const CudnnLibrary& library, const PlanTarget& target,
                                                const ConvolutionProblem& problem, bool wide);

// Null where the text is damaged or was made for something else.
std::shared_ptr<const ExecutionPlan> deserialize_plan(const CudnnLibrary& library, cudnnHandle_t handle,
                                                      const ConvolutionProblem& problem, const std::string& serialized);

}  // namespace mish4j::cudnn
