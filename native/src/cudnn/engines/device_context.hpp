// SPDX-License-Identifier: Apache-2.0
//
// What all models of a device share: the GPU, cuDNN, and cuDNN's handles.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "common/disk_cache.hpp"
#include "cudnn/driver/gpu.hpp"
#include "cudnn/engines/library/cudnn_handle.hpp"
#include "cudnn/engines/library/cudnn_library.hpp"
#include "settings.hpp"

namespace mish4j::cudnn {

class DeviceContext {
 public:
    DeviceContext(std::shared_ptr<const Gpu> gpu, const CudnnLibrary& library, const Settings& settings);
    DeviceContext(const DeviceContext&) = delete;
    ~DeviceContext();

    const std::shared_ptr<const Gpu>& gpu() const { return gpu_; }
    const CudnnLibrary& library() const { return library_; }
    const DiskCache& plan_cache() const { return plan_cache_; }

    // A handle of cuDNN's, whose work goes into a stream, for one thread, whose current context is the GPU's until the
    // lease ends. Making one takes long, so they are kept.
    class Lease {
     public:
        Lease(const DeviceContext& context, const GpuStream& stream);
        Lease(const Lease&) = delete;
        ~Lease();

        cudnnHandle_t get() const { return handle_->get(); }

     private:
        const DeviceContext& context_;
        Gpu::Scope scope_;
        std::unique_ptr<CudnnHandle> handle_;
    };

 private:
    std::unique_ptr<CudnnHandle> take() const;
    void give_back(std::unique_ptr<CudnnHandle> handle) const noexcept;

    std::shared_ptr<const Gpu> gpu_;
    const CudnnLibrary& library_;
    DiskCache plan_cache_;
    mutable std::mutex mutex_;
    mutable std::size_t handle_count_ = 0;
    mutable std::vector<std::unique_ptr<CudnnHandle>> idle_;
};

}  // namespace mish4j::cudnn
