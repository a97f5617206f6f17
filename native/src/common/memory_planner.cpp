// SPDX-License-Identifier: Apache-2.0
#include "memory_planner.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace mish4j {

namespace {

// Places that a buffer must not start at: from after `first` to before `second`.
using Forbidden = std::pair<std::int64_t, std::int64_t>;

std::int64_t aligned(std::int64_t bytes, std::int64_t alignment) { return (bytes + alignment - 1) & -alignment; }

std::int64_t size_of(const LiveBuffer& buffer) {
    std::int64_t size = 0;
    for (const LivePart& part : buffer) size = std::max(size, part.end);
    return size;
}

bool alive_together(const LivePart& a, const LivePart& b) { return a.first <= b.last && b.first <= a.last; }

void forbid(std::vector<Forbidden>& forbidden, const LiveBuffer& buffer, const LiveBuffer& placed,
            std::int64_t offset) {
    for (const LivePart& part : buffer) {
        for (const LivePart& other : placed) {
            if (!alive_together(part, other)) continue;
            forbidden.emplace_back(offset + other.begin - part.end, offset + other.end - part.begin);
        }
    }
}

std::int64_t first_allowed(std::vector<Forbidden>& forbidden, std::int64_t alignment) {
    std::sort(forbidden.begin(), forbidden.end());
    std::int64_t offset = 0;
    for (const auto& [before, after] : forbidden) {
        if (before >= offset) break;
        if (offset < after) offset = aligned(after, alignment);
    }
    return offset;
}

}  // namespace

MemoryPlan plan_memory(const std::vector<LiveBuffer>& buffers, std::int64_t alignment) {
    std::vector<std::int64_t> sizes;
    for (const LiveBuffer& buffer : buffers) sizes.push_back(size_of(buffer));
    std::vector<std::size_t> order(buffers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });

    MemoryPlan plan;
    plan.offsets.resize(buffers.size());
    std::vector<Forbidden> forbidden;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t buffer = order[i];
        forbidden.clear();
        for (std::size_t k = 0; k < i; ++k) {
            forbid(forbidden, buffers[buffer], buffers[order[k]], plan.offsets[order[k]]);
        }
        plan.offsets[buffer] = first_allowed(forbidden, alignment);
        plan.bytes = std::max(plan.bytes, aligned(plan.offsets[buffer] + sizes[buffer], alignment));
    }
    return plan;
}

std::int64_t largest_sum(const std::vector<LiveBytes>& tensors) {
    std::map<std::int32_t, std::int64_t> changes;
    for (const LiveBytes& tensor : tensors) {
        changes[tensor.first] += tensor.bytes;
        changes[tensor.last + 1] -= tensor.bytes;
    }
    std::int64_t live = 0;
    std::int64_t largest = 0;
    for (const auto& [step, change] : changes) {
        live += change;
        largest = std::max(largest, live);
    }
    return largest;
}

}  // namespace mish4j
