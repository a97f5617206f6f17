// SPDX-License-Identifier: Apache-2.0
//
// Functions of several plain f32 tensors that broadcast, element by element.
#pragma once

#include "kernel.hpp"
#include "onednn/loops/broadcast_loops.hpp"

namespace mish4j::onednn {

// Of f32.
std::vector<Desc> plain_layouts(const std::vector<Dims>& dims);

// The first to the power of the second.
class PowerKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:pow";

    PowerKernel(const std::vector<Dims>& srcs, const Dims& dst)
        : Kernel(plain_layouts(srcs), plain_layout(dst, DataType::f32)), loops_(srcs, dst) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    BroadcastLoops loops_;
};

// The smaller or the larger of two, NaN where one is. oneDNN's give the right operand where the left one is NaN.
class ExtremumKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:extremum";

    ExtremumKernel(const std::vector<Dims>& srcs, const Dims& dst, bool largest)
        : Kernel(plain_layouts(srcs), plain_layout(dst, DataType::f32)), loops_(srcs, dst), largest_(largest) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    BroadcastLoops loops_;
    bool largest_;
};

// The second where the first is not 0, else the third.
class SelectKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:select";

    SelectKernel(const std::vector<Dims>& srcs, const Dims& dst)
        : Kernel(plain_layouts(srcs), plain_layout(dst, DataType::f32)), loops_(srcs, dst) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    BroadcastLoops loops_;
};

}  // namespace mish4j::onednn
