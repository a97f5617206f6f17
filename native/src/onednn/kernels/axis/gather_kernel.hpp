// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "onednn/kernels/kernel.hpp"
#include "onednn/loops/axis_loops.hpp"

namespace mish4j::onednn {

// Takes chosen places along a dimension of a dense f32 tensor.
class GatherKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:gather";

    // An index that stands for zeros.
    static constexpr std::int64_t zero = -1;

    // src: dense, without inner blocks; dst lies like it
    GatherKernel(const Desc& src, std::size_t axis, Dims indices)
        : Kernel({src}, resized_layout(src, axis, static_cast<std::int64_t>(indices.size()))),
          src_(axis_loops(src, axis)),
          indices_(std::move(indices)) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    AxisLoops src_;
    Dims indices_;
};

}  // namespace mish4j::onednn
