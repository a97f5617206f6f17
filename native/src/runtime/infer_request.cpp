// SPDX-License-Identifier: Apache-2.0
#include "infer_request.hpp"

#include <limits>
#include <utility>

#include "arguments/arguments.hpp"

namespace mish4j {

InferRequest::InferRequest(std::shared_ptr<const CompiledModel> model)
    : model_(std::move(model)),
      bytes_(model_->numbers().activation_bytes + model_->numbers().scratchpad_bytes),
      inputs_(model_->inputs().size()),
      outputs_(model_->outputs().size()),
      unbound_(inputs_.size() + outputs_.size()),
      request_(model_->create_request()) {}

InferRequest::Range InferRequest::checked_range(std::string_view kind, const ModelPort& port, const void* data,
                                                std::int64_t bytes) {
    if (data == nullptr) fail_argument(kind, " '", port.name, "': data is null");
    if (bytes != port.bytes) fail_argument(kind, " '", port.name, "' takes ", port.bytes, " bytes, found ", bytes);
    const auto begin = reinterpret_cast<std::uintptr_t>(data);
    if (begin % static_cast<std::uintptr_t>(port.alignment) != 0) {
        fail_argument(kind, " '", port.name, "': data is not aligned to ", port.alignment, " bytes");
    }
    if (static_cast<std::uintptr_t>(bytes) > std::numeric_limits<std::uintptr_t>::max() - begin) {
        fail_argument(kind, " '", port.name, "': data reaches past the end of the address space");
    }
    return {begin, begin + static_cast<std::uintptr_t>(bytes), nullptr};
}

// The range of an input or output in a device's memory.
InferRequest::Range InferRequest::checked_range(std::string_view kind, const ModelPort& port, const HeldMemory& memory,
                                                std::int64_t offset) const {
    if (memory.device().name != model_->device().name) {
        fail_argument(kind, " '", port.name, "' is computed on the device ", model_->device().name,
                      ", the memory is of the device ", memory.device().name);
    }
    const std::int64_t size = memory.memory()->bytes();
    if (offset < 0 || offset > size || port.bytes > size - offset) {
        fail_argument(kind, " '", port.name, "' takes ", port.bytes, " bytes, from offset ", offset,
                      " on they do not lie within the memory's ", size, " bytes");
    }
    if (offset % port.alignment != 0) {
        fail_argument(kind, " '", port.name, "': offset is ", offset, ", not aligned to ", port.alignment, " bytes");
    }
    auto begin = static_cast<std::uintptr_t>(offset);
    const void* address = memory.memory()->host_address();
    if (address != nullptr) begin += reinterpret_cast<std::uintptr_t>(address);
    return {begin, begin + static_cast<std::uintptr_t>(port.bytes),
            address != nullptr ? nullptr : memory.memory().get()};
}

// Throws if the range overlaps one of `others`, but for `except`.
void InferRequest::check_apart(std::string_view kind, const ModelPort& port, const Range& range,
                               std::string_view other_kind, const std::vector<ModelPort>& other_ports,
                               const std::vector<Binding>& others, const Binding* except) {
    for (std::size_t i = 0; i < others.size(); ++i) {
        if (&others[i] != except && others[i].range.overlaps(range)) {
            fail_argument("the memory of ", kind, " '", port.name, "' overlaps that of ", other_kind, " '",
                          other_ports[i].name, "'");
        }
    }
}

void InferRequest::check_input(std::size_t at, const Range& range) const {
    check_apart("input", model_->inputs()[at], range, "output", model_->outputs(), outputs_, nullptr);
}

void InferRequest::check_output(std::size_t at, const Range& range) const {
    const ModelPort& port = model_->outputs()[at];
    check_apart("output", port, range, "input", model_->inputs(), inputs_, nullptr);
    check_apart("output", port, range, "output", model_->outputs(), outputs_, &outputs_[at]);
}

void InferRequest::set(Binding& place, const Range& range, std::shared_ptr<HeldMemory> kept) noexcept {
    if (!place.range.is_bound()) --unbound_;
    place.range = range;
    place.kept = std::move(kept);
}

void InferRequest::bind_input(std::int32_t index, const void* data, std::int64_t bytes) {
    check_idle();
    check_index(index, inputs_.size(), "index", "inputs");
    const auto at = static_cast<std::size_t>(index);
    const Range range = checked_range("input", model_->inputs()[at], data, bytes);
    check_input(at, range);
    request_->bind_input(at, data);
    set(inputs_[at], range, nullptr);
}

void InferRequest::bind_output(std::int32_t index, void* data, std::int64_t bytes) {
    check_idle();
    check_index(index, outputs_.size(), "index", "outputs");
    const auto at = static_cast<std::size_t>(index);
    const Range range = checked_range("output", model_->outputs()[at], data, bytes);
    check_output(at, range);
    request_->bind_output(at, data);
    set(outputs_[at], range, nullptr);
}

void InferRequest::bind_input_memory(std::int32_t index, std::shared_ptr<HeldMemory> memory, std::int64_t offset) {
    check_idle();
    check_index(index, inputs_.size(), "index", "inputs");
    const auto at = static_cast<std::size_t>(index);
    const Range range = checked_range("input", model_->inputs()[at], *memory, offset);
    check_input(at, range);
    if (range.memory == nullptr) {
        request_->bind_input(at, reinterpret_cast<const void*>(range.begin));
    } else {
        request_->bind_input_memory(at, memory->memory(), offset);
    }
    set(inputs_[at], range, std::move(memory));
}

void InferRequest::bind_output_memory(std::int32_t index, std::shared_ptr<HeldMemory> memory, std::int64_t offset) {
    check_idle();
    check_index(index, outputs_.size(), "index", "outputs");
    const auto at = static_cast<std::size_t>(index);
    const Range range = checked_range("output", model_->outputs()[at], *memory, offset);
    check_output(at, range);
    if (range.memory == nullptr) {
        request_->bind_output(at, reinterpret_cast<void*>(range.begin));
    } else {
        request_->bind_output_memory(at, memory->memory(), offset);
    }
    set(outputs_[at], range, std::move(memory));
}

void InferRequest::run() {
    check_idle();
    check_bound();
    request_->run();
}

void InferRequest::start() {
    check_asynchronous();
    check_idle();
    check_bound();
    request_->start();
    in_motion_ = true;
}

void InferRequest::await() {
    check_asynchronous();
    if (!in_motion_) throw Error(MISH4J_INVALID_STATE, "the request was not started");
    in_motion_ = false;
    request_->await();
}

void InferRequest::cancel() {
    check_asynchronous();
    if (!in_motion_) throw Error(MISH4J_INVALID_STATE, "the request was not started");
    in_motion_ = false;
    request_->cancel();
}

void InferRequest::set_profiling(bool enabled) {
    check_idle();
    request_->set_profiling(enabled);
}

void InferRequest::check_idle() const {
    if (in_motion_) throw Error(MISH4J_INVALID_STATE, "the request was started and not yet awaited");
}

void InferRequest::check_asynchronous() const {
    if (model_->numbers().asynchronous) return;
    throw Error(MISH4J_UNSUPPORTED, text("models of the device ", model_->device().name, " can only be run"));
}

void InferRequest::check_bound() const {
    if (unbound_ == 0) return;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        if (!inputs_[i].range.is_bound()) {
            throw Error(MISH4J_INVALID_STATE, text("input '", model_->inputs()[i].name, "' is not bound"));
        }
    }
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        if (!outputs_[i].range.is_bound()) {
            throw Error(MISH4J_INVALID_STATE, text("output '", model_->outputs()[i].name, "' is not bound"));
        }
    }
    throw Error(MISH4J_INTERNAL_ERROR, "the count of unbound inputs and outputs is wrong");
}

std::int64_t InferRequest::step_time(std::int32_t step) const {
    check_idle();
    check_index(step, model_->steps().size(), "step", "steps");
    const std::vector<std::int64_t>& times = request_->step_times();
    if (times.empty()) throw Error(MISH4J_INVALID_STATE, "no run of this request was measured yet");
    return times.at(static_cast<std::size_t>(step));
}

}  // namespace mish4j
