// SPDX-License-Identifier: Apache-2.0
//
// For which GPU plans are made.
#pragma once

#include <optional>
#include <string>

#include "cudnn/driver/gpu.hpp"
#include "cudnn/engines/library/backend_descriptor.hpp"
#include "cudnn/engines/library/cudnn_library.hpp"

namespace mish4j::cudnn {

// For what plans are valid, and found fastest: "cuDNN 9.24.0 GRAPH_JIT_ONLY, NVIDIA H200, sm_90, 132 multiprocessors,
// engines 0123456789abcdef", of which the last is a digest of the sources that graphs of operations are made by.
std::string plan_environment(const CudnnLibrary& library, const GpuProperties& gpu);

// A GPU of this machine, by a handle; or one that is not here, by its properties.
class PlanTarget {
 public:
    // The handle outlives the target and what is found for it.
    PlanTarget(cudnnHandle_t handle, int multiprocessors) : handle_(handle), multiprocessors_(multiprocessors) {}

    // properties: in cuDNN's JSON, as CUDNN_ATTR_DEVICEPROP_JSON_REPRESENTATION gives them. Plans made for them cannot
    // be executed.
    PlanTarget(const CudnnLibrary& library, const std::string& properties, int multiprocessors);

    // Null for a GPU that is not here.
    cudnnHandle_t handle() const { return handle_; }

    int multiprocessors() const { return multiprocessors_; }

    // Tells a descriptor of a GPU that is not here; the operation graph has the handle of one that is.
    void describe(BackendDescriptor& descriptor, cudnnBackendAttributeName_t device_attribute) const;

 private:
    cudnnHandle_t handle_ = nullptr;
    int multiprocessors_;
    std::optional<BackendDescriptor> device_;
};

}  // namespace mish4j::cudnn
