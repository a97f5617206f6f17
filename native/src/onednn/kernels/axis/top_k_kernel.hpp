// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "onednn/kernels/kernel.hpp"
#include "onednn/loops/axis_loops.hpp"

namespace mish4j::onednn {

// The first elements along a dimension of a dense f32 tensor, in order, or their places, as floats. NaN comes before
// every number, and of equal elements the one at the lower place first.
class TopKKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:top_k";

    // src: dense, without inner blocks; dst lies like it. count: at most the dimension's size.
    TopKKernel(ArgKind kind, const Desc& src, std::size_t axis, std::int64_t count, bool places)
        : Kernel({src}, resized_layout(src, axis, count)),
          kind_(kind),
          src_(axis_loops(src, axis)),
          count_(count),
          places_(places) {}

    // A number for each element.
    std::int64_t scratchpad_bytes() const override;
    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    ArgKind kind_;
    AxisLoops src_;
    std::int64_t count_;
    bool places_;
};

}  // namespace mish4j::onednn
