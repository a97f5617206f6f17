// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "axis_loops.hpp"
#include "kernel.hpp"

namespace mish4j::onednn {

// Takes chosen places along a dimension of a dense f32 tensor.
class GatherKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:gather";

    // An index that stands for zeros.
    static constexpr std::int64_t zero = -1;

    // src: the loops of the source
    GatherKernel(const AxisLoops& src, Dims indices) : src_(src), indices_(std::move(indices)) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    AxisLoops src_;
    Dims indices_;
};

}  // namespace mish4j::onednn
