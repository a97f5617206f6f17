// SPDX-License-Identifier: Apache-2.0
//
// The buffers of a plan, whatever a backend keeps in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "memory_planner.hpp"

namespace mish4j {

// The place of a buffer among those of a plan.
using BufferId = std::size_t;

// A piece of memory of its own.
struct PlanBuffer {
    enum class Place { input, output, constant, activation };

    Place place;
    std::int64_t bytes;
    std::size_t port = 0;     // of an input or output: its index
    std::int64_t offset = 0;  // of an activation: where it lies in the activations of a request
};

// Gives each activation its offset, a multiple of the alignment; gives the bytes of all of them. alive: what steps use
// of them, and when.
template <typename Buffer>
std::int64_t place_buffers(std::vector<Buffer>& buffers, const std::map<BufferId, LiveBuffer>& alive,
                           std::int64_t alignment) {
    std::vector<LiveBuffer> parts;
    for (const auto& [id, buffer] : alive) parts.push_back(buffer);
    const MemoryPlan memory = plan_memory(parts, alignment);
    std::size_t next = 0;
    for (const auto& [id, buffer] : alive) buffers[id].offset = memory.offsets[next++];
    return memory.bytes;
}

}  // namespace mish4j
