// SPDX-License-Identifier: Apache-2.0
//
// Computations of mish4j's own, for what oneDNN lacks or does less exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace mish4j::onednn {

// Immutable; run by many threads. Uses as many OpenMP threads as its caller may.
class Kernel {
 public:
    static constexpr std::size_t max_sources = 4;

    virtual ~Kernel() = default;

    // Of memory for one run at a time, aligned to 64 bytes.
    virtual std::int64_t scratchpad_bytes() const { return 0; }

    // srcs: at most max_sources, in the order in which the plan has them; scratchpad: null where none is needed
    virtual void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const = 0;
};

}  // namespace mish4j::onednn
