// SPDX-License-Identifier: Apache-2.0
#include "device_context.hpp"

#include <utility>

namespace mish4j::cudnn {

DeviceContext::DeviceContext(std::shared_ptr<const Gpu> gpu, const CudnnLibrary& library)
    : gpu_(std::move(gpu)), library_(library) {}

DeviceContext::~DeviceContext() {
    for (cudnnHandle_t handle : idle_) library_.destroy(handle);
}

cudnnHandle_t DeviceContext::take() const {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            const cudnnHandle_t handle = idle_.back();
            idle_.pop_back();
            return handle;
        }
    }
    cudnnHandle_t handle = nullptr;
    library_.check(library_.create(&handle), "making a handle of cuDNN");
    return handle;
}

void DeviceContext::give_back(cudnnHandle_t handle) const {
    const std::lock_guard lock(mutex_);
    idle_.push_back(handle);
}

DeviceContext::Lease::Lease(const DeviceContext& context, const GpuStream& stream)
    : context_(context), scope_(*context.gpu()), handle_(context.take()) {
    const cudnnStatus_t status = context.library().set_stream(handle_, stream.get());
    if (status == CUDNN_STATUS_SUCCESS) return;
    context.give_back(handle_);
    context.library().check(status, "giving cuDNN a stream");
}

DeviceContext::Lease::~Lease() { context_.give_back(handle_); }

}  // namespace mish4j::cudnn
