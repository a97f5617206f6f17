// SPDX-License-Identifier: Apache-2.0
#include "buffer_placement.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include "../memory_planner.hpp"

namespace mish4j::onednn {

namespace {

// The first and the last step that use each buffer; nothing for a buffer that none uses.
std::vector<std::optional<Lifetime>> lifetimes_of(const Plan& plan) {
    std::vector<std::optional<Lifetime>> lifetimes(plan.buffers.size());
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const auto step = static_cast<std::int32_t>(i);
        for (const Argument& argument : plan.steps[i].arguments) {
            std::optional<Lifetime>& lifetime = lifetimes[argument.view.buffer];
            if (!lifetime) lifetime = Lifetime{plan.buffers[argument.view.buffer].bytes, step, step};
            lifetime->last = step;
        }
    }
    return lifetimes;
}

}  // namespace

void keep_used_constants(Plan& plan) {
    const std::vector<std::optional<Lifetime>> lifetimes = lifetimes_of(plan);
    for (BufferId id = 0; id < plan.buffers.size(); ++id) {
        Buffer& buffer = plan.buffers[id];
        if (buffer.place != Buffer::Place::constant) continue;
        if (!lifetimes[id]) {
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
    const std::vector<std::optional<Lifetime>> lifetimes = lifetimes_of(plan);
    std::vector<BufferId> ids;
    std::vector<Lifetime> placed;
    for (BufferId id = 0; id < plan.buffers.size(); ++id) {
        if (plan.buffers[id].place != Buffer::Place::activation || !lifetimes[id]) continue;
        ids.push_back(id);
        placed.push_back(*lifetimes[id]);
    }
    const MemoryPlan memory = plan_memory(placed, memory_alignment);
    for (std::size_t i = 0; i < ids.size(); ++i) plan.buffers[ids[i]].offset = memory.offsets[i];

    plan.numbers.activation_bytes = memory.bytes;
    plan.numbers.largest_live_bytes = memory.largest_live_bytes;
    for (const Step& step : plan.steps) {
        plan.numbers.scratchpad_bytes = std::max(plan.numbers.scratchpad_bytes, byte_count(step.scratchpad));
    }
    require_memory(plan.numbers.weight_bytes + plan.numbers.activation_bytes + plan.numbers.scratchpad_bytes,
                   "the model and one request");
}

}  // namespace mish4j::onednn
