// SPDX-License-Identifier: Apache-2.0
//
// What all models of a device share: the GPU, cuDNN, and cuDNN's handles.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "driver/gpu.hpp"
#include "engines/cudnn_library.hpp"

namespace mish4j::cudnn {

class DeviceContext {
 public:
    DeviceContext(std::shared_ptr<const Gpu> gpu, const CudnnLibrary& library);
    DeviceContext(const DeviceContext&) = delete;
    ~DeviceContext();

    const std::shared_ptr<const Gpu>& gpu() const { return gpu_; }
    const CudnnLibrary& library() const { return library_; }

    // A handle of cuDNN's, whose work goes into a stream, for one thread, whose current context is the GPU's, until the
    // lease ends. Making one takes long, so they are kept.
    class Lease {
     public:
        Lease(const DeviceContext& context, const GpuStream& stream);
        Lease(const Lease&) = delete;
        ~Lease();

        cudnnHandle_t get() const { return handle_; }

     private:
        const DeviceContext& context_;
        Gpu::Scope scope_;
        cudnnHandle_t handle_;
    };

 private:
    cudnnHandle_t take() const;
    void give_back(cudnnHandle_t handle) const;

    std::shared_ptr<const Gpu> gpu_;
    const CudnnLibrary& library_;
    mutable std::mutex mutex_;
    mutable std::vector<cudnnHandle_t> idle_;
};

}  // namespace mish4j::cudnn
