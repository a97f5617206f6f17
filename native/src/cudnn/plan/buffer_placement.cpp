// SPDX-License-Identifier: Apache-2.0
#include "buffer_placement.hpp"

#include <algorithm>
#include <map>

#include "common/memory_planner.hpp"
#include "cudnn/memory/port_memory.hpp"

namespace mish4j::cudnn {

namespace {

// What cuDNN and vectorised loads want, and what allocations of the driver have.
constexpr std::int64_t alignment = 256;

template <typename Visit>
void visit_buffers(const Step& step, Visit visit) {
    for (const View& src : step.srcs) visit(src.buffer);
    visit(step.dst.buffer);
}

// From the step that first writes an activation to the last that uses it. Channels of slices of one buffer lie between
// each other, so a buffer is alive as a whole.
std::map<BufferId, LivePart> live_activations(const Plan& plan) {
    std::map<BufferId, LivePart> parts;
    for (std::size_t step = 0; step < plan.steps.size(); ++step) {
        visit_buffers(plan.steps[step], [&](BufferId id) {
            const Buffer& buffer = plan.buffers[id];
            if (buffer.place != Buffer::Place::activation) return;
            const auto now = static_cast<std::int32_t>(step);
            const auto part = parts.try_emplace(id, LivePart{0, buffer.bytes, now, now}).first;
            part->second.last = now;
        });
    }
    return parts;
}

std::int64_t largest_live_bytes(const std::map<BufferId, LivePart>& parts, std::size_t step_count) {
    std::vector<std::int64_t> changes(step_count + 1);
    for (const auto& [id, part] : parts) {
        changes[static_cast<std::size_t>(part.first)] += part.end;
        changes[static_cast<std::size_t>(part.last) + 1] -= part.end;
    }
    std::int64_t live = 0;
    std::int64_t largest = 0;
    for (std::int64_t change : changes) {
        live += change;
        largest = std::max(largest, live);
    }
    return largest;
}

}  // namespace

void keep_used_constants(Plan& plan) {
    std::vector<bool> used(plan.buffers.size());
    for (const Step& step : plan.steps) {
        visit_buffers(step, [&](BufferId id) { used[id] = true; });
    }
    for (BufferId id = 0; id < plan.buffers.size(); ++id) {
        Buffer& buffer = plan.buffers[id];
        if (!used[id]) {
            buffer.constant = {};
        } else if (buffer.place == Buffer::Place::constant) {
            plan.numbers.weight_bytes += buffer.bytes;
        }
    }
}

void place_activations(Plan& plan) {
    const std::map<BufferId, LivePart> parts = live_activations(plan);
    std::vector<LiveBuffer> buffers;
    for (const auto& [id, part] : parts) buffers.push_back({part});
    const MemoryPlan memory = plan_memory(buffers, alignment);
    std::size_t next = 0;
    for (const auto& [id, part] : parts) plan.buffers[id].offset = memory.offsets[next++];

    plan.numbers.activation_bytes = memory.bytes;
    plan.numbers.largest_live_bytes = largest_live_bytes(parts, plan.steps.size());
    for (const Step& step : plan.steps) plan.workspace_bytes = std::max(plan.workspace_bytes, step.workspace_bytes);
    plan.numbers.scratchpad_bytes =
        plan.workspace_bytes + PortMemory::bytes_of(plan.input_bytes) + PortMemory::bytes_of(plan.output_bytes);
}

}  // namespace mish4j::cudnn
