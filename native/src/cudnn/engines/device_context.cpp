// SPDX-License-Identifier: Apache-2.0
#include "device_context.hpp"

#include <filesystem>
#include <utility>

#include "base/status.hpp"
#include "cudnn/engines/plans/plan_target.hpp"

namespace mish4j::cudnn {

namespace {

// Beside what else mish4j keeps; none where nothing is to be kept.
std::filesystem::path plan_directory(const Settings& settings) {
    if (settings.cache_directory.empty()) return {};
    return std::filesystem::path(settings.cache_directory) / "cudnn";
}

}  // namespace

DeviceContext::DeviceContext(std::shared_ptr<const Gpu> gpu, const CudnnLibrary& library, const Settings& settings)
    : gpu_(std::move(gpu)),
      library_(library),
      plan_cache_(plan_directory(settings), plan_environment(library, gpu_->properties())) {}

DeviceContext::~DeviceContext() {
    try {
        const Gpu::Scope scope(*gpu_);
        idle_.clear();
    } catch (const Error&) {
        // The device is lost, and with it what the handles hold.
    }
}

std::unique_ptr<CudnnHandle> DeviceContext::take() const {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            std::unique_ptr<CudnnHandle> handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
    }
    auto handle = std::make_unique<CudnnHandle>(library_);
    const std::lock_guard lock(mutex_);
    idle_.reserve(++handle_count_);  // giving back must not fail
    return handle;
}

void DeviceContext::give_back(std::unique_ptr<CudnnHandle> handle) const noexcept {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));
}

DeviceContext::Lease::Lease(const DeviceContext& context, const GpuStream& stream)
    : context_(context), scope_(*context.gpu()), handle_(context.take()) {
    handle_->set_stream(stream.get());
}

DeviceContext::Lease::~Lease() { context_.give_back(std::move(handle_)); }

}  // namespace mish4j::cudnn
