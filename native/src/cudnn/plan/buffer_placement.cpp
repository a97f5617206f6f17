// SPDX-License-Identifier: Apache-2.0
#include "buffer_placement.hpp"

#include <algorithm>
#include <map>

#include "common/plan_buffers.hpp"
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
std::map<BufferId, LiveBuffer> live_activations(const Plan& plan) {
    std::map<BufferId, LiveBuffer> alive;
    for (std::size_t step = 0; step < plan.steps.size(); ++step) {
        visit_buffers(plan.steps[step], [&](BufferId id) {
            const Buffer& buffer = plan.buffers[id];
            if (buffer.place != Buffer::Place::activation) return;
            const auto now = static_cast<std::int32_t>(step);
            const auto parts = alive.try_emplace(id, LiveBuffer{{0, buffer.bytes, now, now}}).first;
            parts->second.front().last = now;
        });
    }
    return alive;
}

std::int64_t largest_live_bytes(const std::map<BufferId, LiveBuffer>& alive) {
    std::vector<LiveBytes> buffers;
    for (const auto& [id, parts] : alive)
        buffers.push_back({parts.front().end, parts.front().first, parts.front().last});
    return largest_sum(buffers);
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
    const std::map<BufferId, LiveBuffer> alive = live_activations(plan);
    plan.numbers.activation_bytes = place_buffers(plan.buffers, alive, alignment);
    plan.numbers.largest_live_bytes = largest_live_bytes(alive);
    for (const Step& step : plan.steps) plan.workspace_bytes = std::max(plan.workspace_bytes, step.workspace_bytes);
    plan.numbers.scratchpad_bytes =
        plan.workspace_bytes + PortMemory::bytes_of(plan.input_bytes) + PortMemory::bytes_of(plan.output_bytes);
}

}  // namespace mish4j::cudnn
