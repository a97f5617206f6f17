// SPDX-License-Identifier: Apache-2.0
//
// Places buffers, each alive over a range of steps, in one block of memory, so that what is alive at the same step
// never overlaps. A buffer may come alive part by part: until a part is written, other buffers may lie in its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mish4j {

// The bytes from `begin` to before `end` of a buffer, written first at step `first` and read last at step `last`, both
// included. Parts of a buffer may overlap.
struct LivePart {
    std::int64_t begin;
    std::int64_t end;
    std::int32_t first;
    std::int32_t last;
};

// At least one part.
using LiveBuffer = std::vector<LivePart>;

struct MemoryPlan {
    std::vector<std::int64_t> offsets;  // of each buffer, a multiple of the alignment
    std::int64_t bytes = 0;             // of the whole block
};

// First-fit, larger buffers first. alignment: a power of two.
MemoryPlan plan_memory(const std::vector<LiveBuffer>& buffers, std::int64_t alignment);

// So many bytes that are alive from step `first` to step `last`.
struct LiveBytes {
    std::int64_t bytes;
    std::int32_t first;
    std::int32_t last;
};

// The most bytes that are alive at one step.
std::int64_t largest_sum(const std::vector<LiveBytes>& tensors);

}  // namespace mish4j
