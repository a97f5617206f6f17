// SPDX-License-Identifier: Apache-2.0
//
// Computations of mish4j's own, for what oneDNN lacks or does less exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "onednn/layouts/layouts.hpp"

namespace mish4j::onednn {

// Immutable; run by many threads. Uses as many OpenMP threads as its caller may.
class Kernel {
 public:
    static constexpr std::size_t max_sources = 4;

    // srcs: at most max_sources
    Kernel(std::vector<Desc> srcs, Desc dst) : srcs_(std::move(srcs)), dst_(std::move(dst)) {}
    virtual ~Kernel() = default;
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;

    // How each source and the result must lie: the kernel walks these layouts, whatever else it is given.
    const std::vector<Desc>& srcs() const { return srcs_; }
    const Desc& dst() const { return dst_; }

    // Of memory for one run at a time, aligned to 64 bytes.
    virtual std::int64_t scratchpad_bytes() const { return 0; }

    // scratchpad: null where none is needed
    virtual void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const = 0;

 private:
    std::vector<Desc> srcs_;
    Desc dst_;
};

}  // namespace mish4j::onednn
