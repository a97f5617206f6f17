// SPDX-License-Identifier: Apache-2.0
#include "request.hpp"

#include <cmath>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn/plan/addresses.hpp"

namespace mish4j::cudnn {

CudnnRequest::CudnnRequest(std::shared_ptr<const Plan> plan, std::shared_ptr<const DeviceContext> context)
    : context_(std::move(context)),
      plan_(std::move(plan)),
      activations_(context_->gpu(), plan_->numbers.activation_bytes, "the activations of a request"),
      workspace_(context_->gpu(), plan_->workspace_bytes, "the workspace of a request"),
      inputs_(context_->gpu(), plan_->input_bytes),
      outputs_(context_->gpu(), plan_->output_bytes),
      stream_(context_->gpu()) {
    prepare_steps();
    // Taken before anything is recorded: a handle that had to be made meanwhile would end the recording.
    const DeviceContext::Lease lease(*context_, stream_);
    warm_up(lease.get());
    if (plan_->record) recorded_ = stream_.record([&] { execute_steps(lease.get()); });
}

// What was put in motion reads and writes memory that is about to be freed.
CudnnRequest::~CudnnRequest() {
    try {
        stream_.synchronize();
    } catch (const Error&) {
        // The device is lost, and does nothing any more.
    }
}

std::byte* CudnnRequest::address_of(const View& view) const {
    const Buffer& buffer = plan_->buffers[view.buffer];
    switch (buffer.place) {
        case Buffer::Place::input:
            return inputs_.device_address(buffer.port) + view.offset;
        case Buffer::Place::output:
            return outputs_.device_address(buffer.port) + view.offset;
        case Buffer::Place::constant:
            return buffer.constant.data() + view.offset;
        default:
            return activations_.data() + buffer.offset + view.offset;
    }
}

void CudnnRequest::prepare_steps() {
    const AddressOf address = [this](const View& view) { return address_of(view); };
    for (const Step& step : plan_->steps) {
        PreparedStep& prepared = prepared_.emplace_back();
        if (const auto* engine = std::get_if<EngineCall>(&step.work)) {
            prepared.convolution = convolution_pointers(engine->bias, step.srcs, step.dst, address, workspace_.data());
        } else {
            prepared.kernel = kernel_pointers(step.srcs, step.dst, address);
        }
    }
}

// Kernels are loaded when they are first launched, which must not happen while work is recorded.
void CudnnRequest::warm_up(cudnnHandle_t handle) {
    inputs_.clear(stream_);
    outputs_.clear(stream_);
    if (activations_.bytes() > 0) stream_.clear(activations_.data(), activations_.bytes());
    execute_steps(handle);
    stream_.synchronize();
}

void CudnnRequest::bind_input(std::size_t index, const void* data) { inputs_.bind(index, const_cast<void*>(data)); }

void CudnnRequest::bind_output(std::size_t index, void* data) { outputs_.bind(index, data); }

void CudnnRequest::bind_input_memory(std::size_t index, std::shared_ptr<Memory> memory, std::int64_t offset) {
    inputs_.bind(index, std::move(memory), offset);
}

void CudnnRequest::bind_output_memory(std::size_t index, std::shared_ptr<Memory> memory, std::int64_t offset) {
    outputs_.bind(index, std::move(memory), offset);
}

void CudnnRequest::run() {
    start();
    await();
}

void CudnnRequest::start() {
    measuring_ = profiling_;
    try {
        inputs_.upload(stream_);
        if (measuring_) {
            execute_measured();
        } else if (recorded_) {
            stream_.launch(recorded_);
        } else {
            execute_steps(DeviceContext::Lease(*context_, stream_).get());
        }
        outputs_.download(stream_);
    } catch (const Error& error) {
        const Error failure = error;
        try {
            stream_.synchronize();
        } catch (const Error&) {
            // The first failure tells more.
        }
        throw failure;
    }
}

void CudnnRequest::await() {
    stream_.synchronize();
    outputs_.deliver();
    if (measuring_) read_step_times();
}

void CudnnRequest::cancel() { stream_.synchronize(); }

void CudnnRequest::execute_step(std::size_t index, cudnnHandle_t handle) {
    const Step& step = plan_->steps[index];
    try {
        if (const auto* engine = std::get_if<EngineCall>(&step.work)) {
            engine->plan->execute(handle, prepared_[index].convolution);
        } else {
            stream_.launch(std::get<KernelCall>(step.work), prepared_[index].kernel);
        }
    } catch (const Error& error) {
        throw Error(error.status(), text("running step '", step.description.name, "': ", error.what()));
    }
}

void CudnnRequest::execute_steps(cudnnHandle_t handle) {
    for (std::size_t step = 0; step < plan_->steps.size(); ++step) execute_step(step, handle);
}

void CudnnRequest::execute_measured() {
    while (events_.size() <= plan_->steps.size()) events_.emplace_back(context_->gpu());
    const DeviceContext::Lease lease(*context_, stream_);
    stream_.record_event(events_[0]);
    for (std::size_t step = 0; step < plan_->steps.size(); ++step) {
        execute_step(step, lease.get());
        stream_.record_event(events_[step + 1]);
    }
}

void CudnnRequest::read_step_times() {
    constexpr double nanoseconds_per_millisecond = 1e6;
    std::vector<std::int64_t> times;
    for (std::size_t step = 0; step < plan_->steps.size(); ++step) {
        const double milliseconds = GpuEvent::milliseconds(events_[step], events_[step + 1]);
        times.push_back(std::llround(milliseconds * nanoseconds_per_millisecond));
    }
    step_times_ = std::move(times);
}

}  // namespace mish4j::cudnn
