// SPDX-License-Identifier: Apache-2.0
//
// Computations of mish4j's own, for what oneDNN lacks or does less exactly.
#pragma once

#include <cstddef>
#include <span>

namespace mish4j::onednn {

// Immutable; run by many threads. Uses as many OpenMP threads as its caller may.
class Kernel {
 public:
    static constexpr std::size_t max_sources = 3;

    virtual ~Kernel() = default;

    // srcs: at most max_sources, in the order in which the plan has them
    virtual void run(std::span<const void* const> srcs, void* dst) const = 0;
};

}  // namespace mish4j::onednn
