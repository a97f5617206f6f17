// SPDX-License-Identifier: Apache-2.0
#include "infer_request.hpp"

#include <limits>
#include <utility>

#include "arguments.hpp"

namespace mish4j {

InferRequest::InferRequest(std::shared_ptr<const CompiledModel> model)
    : model_(std::move(model)),
      bytes_(model_->number(MISH4J_MODEL_ACTIVATION_BYTES) + model_->number(MISH4J_MODEL_SCRATCHPAD_BYTES)),
      request_(model_->create_request()),
      inputs_(model_->inputs().size()),
      outputs_(model_->outputs().size()),
      unbound_(inputs_.size() + outputs_.size()) {}

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
    return {begin, begin + static_cast<std::uintptr_t>(bytes)};
}

// Throws if the range overlaps one of `others`, but for `except`.
void InferRequest::check_apart(std::string_view kind, const ModelPort& port, const Range& range,
                               std::string_view other_kind, const std::vector<ModelPort>& other_ports,
                               const std::vector<Range>& others, const Range* except) {
    for (std::size_t i = 0; i < others.size(); ++i) {
        if (&others[i] != except && others[i].overlaps(range)) {
            fail_argument("the memory of ", kind, " '", port.name, "' overlaps that of ", other_kind, " '",
                          other_ports[i].name, "'");
        }
    }
}

void InferRequest::set(Range& place, const Range& range) noexcept {
    if (!place.is_bound()) --unbound_;
    place = range;
}

void InferRequest::bind_input(std::int32_t index, const void* data, std::int64_t bytes) {
    check_index(index, inputs_.size(), "index", "inputs");
    const auto at = static_cast<std::size_t>(index);
    const ModelPort& port = model_->inputs()[at];
    const Range range = checked_range("input", port, data, bytes);
    check_apart("input", port, range, "output", model_->outputs(), outputs_, nullptr);
    request_->bind_input(at, data);
    set(inputs_[at], range);
}

void InferRequest::bind_output(std::int32_t index, void* data, std::int64_t bytes) {
    check_index(index, outputs_.size(), "index", "outputs");
    const auto at = static_cast<std::size_t>(index);
    const ModelPort& port = model_->outputs()[at];
    const Range range = checked_range("output", port, data, bytes);
    check_apart("output", port, range, "input", model_->inputs(), inputs_, nullptr);
    check_apart("output", port, range, "output", model_->outputs(), outputs_, &outputs_[at]);
    request_->bind_output(at, data);
    set(outputs_[at], range);
}

void InferRequest::run() {
    if (unbound_ != 0) fail_unbound();
    request_->run();
}

void InferRequest::fail_unbound() const {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
        if (!inputs_[i].is_bound()) {
            throw Error(MISH4J_INVALID_STATE, text("input '", model_->inputs()[i].name, "' is not bound"));
        }
    }
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
        if (!outputs_[i].is_bound()) {
            throw Error(MISH4J_INVALID_STATE, text("output '", model_->outputs()[i].name, "' is not bound"));
        }
    }
    throw Error(MISH4J_INTERNAL_ERROR, "the count of unbound inputs and outputs is wrong");
}

std::int64_t InferRequest::step_time(std::int32_t step) const {
    check_index(step, model_->steps().size(), "step", "steps");
    const std::vector<std::int64_t>& times = request_->step_times();
    if (times.empty()) throw Error(MISH4J_INVALID_STATE, "no run of this request was measured yet");
    return times.at(static_cast<std::size_t>(step));
}

}  // namespace mish4j
