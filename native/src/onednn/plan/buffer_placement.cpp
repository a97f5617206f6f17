// SPDX-License-Identifier: Apache-2.0
#include "buffer_placement.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "common/plan_buffers.hpp"
#include "live_tensors.hpp"

namespace mish4j::onednn {

namespace {

std::vector<bool> used_buffers(const Plan& plan) {
    std::vector<bool> used(plan.buffers.size());
    for (const Step& step : plan.steps) {
        for (const Argument& argument : step.arguments) used[argument.view.buffer] = true;
    }
    return used;
}

}  // namespace

void keep_used_constants(Plan& plan) {
    const std::vector<bool> used = used_buffers(plan);
    for (BufferId id = 0; id < plan.buffers.size(); ++id) {
        Buffer& buffer = plan.buffers[id];
        if (buffer.place != Buffer::Place::constant) continue;
        if (!used[id]) {
            buffer.owned = {};
            buffer.constant = nullptr;
            continue;
        }
        if (buffer.owned.data() == nullptr) {
            buffer.owned = AlignedMemory(buffer.bytes, "the constants of the model");
            std::memcpy(buffer.owned.data(), buffer.constant, static_cast<std::size_t>(buffer.bytes));
            buffer.constant = buffer.owned.data();
        }
        plan.numbers.weight_bytes += buffer.bytes;
    }
}

void place_activations(Plan& plan) {
    plan.numbers.activation_bytes = place_buffers(plan.buffers, live_tensors(plan), memory_alignment);
    plan.numbers.largest_live_bytes = largest_live_bytes(plan);
    for (const Step& step : plan.steps) {
        plan.numbers.scratchpad_bytes = std::max(plan.numbers.scratchpad_bytes, byte_count(step.scratchpad));
    }
    require_memory(plan.numbers.weight_bytes + plan.numbers.activation_bytes + plan.numbers.scratchpad_bytes,
                   "the model and one request");
}

}  // namespace mish4j::onednn
