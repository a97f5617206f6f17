// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "gpu.hpp"

namespace mish4j::cudnn {

GpuEvent::GpuEvent(std::shared_ptr<const Gpu> gpu) : gpu_(std::move(gpu)) {
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().event_create(&event_, CU_EVENT_DEFAULT), "creating an event of");
}

GpuEvent::GpuEvent(GpuEvent&& other) noexcept
    : gpu_(std::move(other.gpu_)), event_(std::exchange(other.event_, nullptr)) {}

GpuEvent& GpuEvent::operator=(GpuEvent&& other) noexcept {
    std::swap(gpu_, other.gpu_);
    std::swap(event_, other.event_);
    return *this;
}

GpuEvent::~GpuEvent() {
    if (event_ == nullptr) return;
    gpu_->run_quietly([&](const CudaApi& api) { api.event_destroy(event_); });
}

void GpuEvent::synchronize() const {
    const Gpu::Scope scope(*gpu_);
    gpu_->check(gpu_->driver().api().event_synchronize(event_), "waiting for an event of");
}

float GpuEvent::milliseconds(const GpuEvent& begin, const GpuEvent& end) {
    const Gpu::Scope scope(*end.gpu_);
    float time = 0;
    end.gpu_->check(end.gpu_->driver().api().event_elapsed_time(&time, begin.event_, end.event_),
                    "asking for the time between events of");
    return time;
}

}  // namespace mish4j::cudnn
