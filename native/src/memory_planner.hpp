// SPDX-License-Identifier: Apache-2.0
//
// Places buffers, each alive over a range of steps, in one block of memory, so that buffers alive at the same step
// never overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mish4j {

// A buffer that is written first at step `first` and read last at step `last`, both included.
struct Lifetime {
    std::int64_t bytes;
    std::int32_t first;
    std::int32_t last;
};

struct MemoryPlan {
    std::vector<std::int64_t> offsets;    // of each buffer, a multiple of the alignment
    std::int64_t bytes = 0;               // of the whole block
    std::int64_t largest_live_bytes = 0;  // the largest sum of aligned sizes alive at one step: no plan can need less
};

// First-fit, larger buffers first. alignment: a power of two.
MemoryPlan plan_memory(const std::vector<Lifetime>& lifetimes, std::int64_t alignment);

}  // namespace mish4j
