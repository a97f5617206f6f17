// SPDX-License-Identifier: Apache-2.0
#include "memory_planner.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace mish4j {

namespace {

std::int64_t aligned(std::int64_t bytes, std::int64_t alignment) { return (bytes + alignment - 1) & -alignment; }

bool alive_together(const Lifetime& a, const Lifetime& b) { return a.first <= b.last && b.first <= a.last; }

std::int64_t largest_live_bytes(const std::vector<Lifetime>& lifetimes, std::int64_t alignment) {
    std::map<std::int32_t, std::int64_t> changes;
    for (const Lifetime& lifetime : lifetimes) {
        const std::int64_t bytes = aligned(lifetime.bytes, alignment);
        changes[lifetime.first] += bytes;
        changes[lifetime.last + 1] -= bytes;
    }
    std::int64_t live = 0;
    std::int64_t largest = 0;
    for (const auto& [step, change] : changes) {
        live += change;
        largest = std::max(largest, live);
    }
    return largest;
}

}  // namespace

MemoryPlan plan_memory(const std::vector<Lifetime>& lifetimes, std::int64_t alignment) {
    std::vector<std::size_t> order(lifetimes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return lifetimes[a].bytes > lifetimes[b].bytes; });

    MemoryPlan plan;
    plan.offsets.resize(lifetimes.size());
    std::vector<std::size_t> placed;  // by offset
    for (std::size_t buffer : order) {
        const std::int64_t bytes = aligned(lifetimes[buffer].bytes, alignment);
        std::int64_t offset = 0;
        for (std::size_t other : placed) {
            if (!alive_together(lifetimes[buffer], lifetimes[other])) continue;
            if (offset + bytes <= plan.offsets[other]) break;
            offset = std::max(offset, plan.offsets[other] + aligned(lifetimes[other].bytes, alignment));
        }
        plan.offsets[buffer] = offset;
        plan.bytes = std::max(plan.bytes, offset + bytes);
        const auto by_offset = [&](std::size_t a, std::size_t b) { return plan.offsets[a] < plan.offsets[b]; };
        placed.insert(std::upper_bound(placed.begin(), placed.end(), buffer, by_offset), buffer);
    }
    plan.largest_live_bytes = largest_live_bytes(lifetimes, alignment);
    return plan;
}

}  // namespace mish4j
