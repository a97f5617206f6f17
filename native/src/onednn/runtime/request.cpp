// SPDX-License-Identifier: Apache-2.0
#include "request.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/text.hpp"
#include "onednn/library/failure.hpp"

namespace mish4j::onednn {

namespace {

void* handle_of(dnnl_memory_t memory) {
    void* handle = nullptr;
    dnnl_memory_get_data_handle(memory, &handle);
    return handle;
}

}  // namespace

OneDnnRequest::OneDnnRequest(std::shared_ptr<const Plan> plan)
    : plan_(std::move(plan)),
      stream_(plan_->engine),
      activations_(plan_->numbers.activation_bytes, "the activations of a request"),
      scratchpad_(plan_->numbers.scratchpad_bytes, "the scratchpad of a request") {
    for (const Step& step : plan_->steps) prepare(step);
}

void OneDnnRequest::prepare(const Step& step) {
    Execution execution;
    execution.threads = step.threads;
    if (const auto* kernel = std::get_if<std::shared_ptr<const Kernel>>(&step.work)) {
        execution.kernel = kernel->get();
        for (const Argument& argument : step.arguments) {
            const dnnl_memory_t memory = memory_of(argument.view);
            if (argument.key == DNNL_ARG_DST) {
                execution.kernel_dst = memory;
            } else {
                execution.kernel_srcs.push_back(memory);
            }
        }
    } else {
        execution.primitive = std::get<dnnl::primitive>(step.work).get();
        for (const Argument& argument : step.arguments) {
            execution.arguments.push_back({argument.key, memory_of(argument.view)});
        }
        if (byte_count(step.scratchpad) > 0) {
            execution.arguments.push_back({DNNL_ARG_SCRATCHPAD, add_memory(step.scratchpad, scratchpad_.data())});
        }
    }
    executions_.push_back(std::move(execution));
}

dnnl_memory_t OneDnnRequest::memory_of(const View& view) {
    const Buffer& buffer = plan_->buffers[view.buffer];
    switch (buffer.place) {
        case Buffer::Place::constant:
            return add_memory(view.desc, buffer.owned.data() + view.offset);
        case Buffer::Place::activation:
            return add_memory(view.desc, activations_.data() + buffer.offset + view.offset);
        default:
            break;
    }
    const dnnl_memory_t memory = add_memory(view.desc, DNNL_MEMORY_NONE);
    bindings_.push_back({buffer.place, buffer.port, view.offset, memory});
    return memory;
}

dnnl_memory_t OneDnnRequest::add_memory(const Desc& desc, void* data) {
    return memories_.emplace_back(desc, plan_->engine, data).get();
}

void OneDnnRequest::bind_input(std::size_t index, const void* data) {
    bind(Buffer::Place::input, index, const_cast<void*>(data));
}

void OneDnnRequest::bind_output(std::size_t index, void* data) { bind(Buffer::Place::output, index, data); }

void OneDnnRequest::bind(Buffer::Place place, std::size_t port, void* data) {
    for (const Binding& binding : bindings_) {
        if (binding.place != place || binding.port != port) continue;
        const dnnl_status_t status =
            dnnl_memory_set_data_handle(binding.memory, static_cast<std::byte*>(data) + binding.offset);
        if (status != dnnl_success) throw failure("binding memory", status);
    }
}

void OneDnnRequest::run() {
    ThreadScope threads;
    if (profiling_) {
        run_measured(threads);
    } else {
        for (const Execution& execution : executions_) execute(execution, threads);
    }
}

void OneDnnRequest::run_measured(ThreadScope& threads) {
    using Clock = std::chrono::steady_clock;
    std::vector<std::int64_t> times;
    times.reserve(executions_.size());
    Clock::time_point before = Clock::now();
    for (const Execution& execution : executions_) {
        execute(execution, threads);
        const Clock::time_point after = Clock::now();
        times.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(after - before).count());
        before = after;
    }
    step_times_ = std::move(times);
}

// Where primitives were made for another number of threads than they run with, oneDNN may leave parts undone. On a
// processor, a primitive has run when its execution returns: there is nothing to wait for.
void OneDnnRequest::execute(const Execution& execution, ThreadScope& threads) {
    threads.set(execution.threads);
    if (execution.kernel != nullptr) {
        std::array<const void*, Kernel::max_sources> srcs{};
        std::transform(execution.kernel_srcs.begin(), execution.kernel_srcs.end(), srcs.begin(), handle_of);
        execution.kernel->run(std::span(srcs).first(execution.kernel_srcs.size()), handle_of(execution.kernel_dst),
                              scratchpad_.data());
        return;
    }
    const dnnl_status_t status = dnnl_primitive_execute(
        execution.primitive, stream_.get(), static_cast<int>(execution.arguments.size()), execution.arguments.data());
    if (status != dnnl_success) {
        const auto step = static_cast<std::size_t>(&execution - executions_.data());
        throw failure(text("running step '", plan_->steps[step].description.name, "'"), status);
    }
}

}  // namespace mish4j::onednn
