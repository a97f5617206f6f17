// SPDX-License-Identifier: Apache-2.0
//
// Functions of several plain f32 tensors that broadcast, element by element.
#pragma once

#include "broadcast_loops.hpp"
#include "kernel.hpp"

namespace mish4j::onednn {

// The first to the power of the second.
class PowerKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:pow";

    explicit PowerKernel(BroadcastLoops loops) : loops_(std::move(loops)) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    BroadcastLoops loops_;
};

// The second where the first is not 0, else the third.
class SelectKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:select";

    explicit SelectKernel(BroadcastLoops loops) : loops_(std::move(loops)) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    BroadcastLoops loops_;
};

}  // namespace mish4j::onednn
