// SPDX-License-Identifier: Apache-2.0
//
// Combines the elements along a dimension of a dense f32 tensor, in double. NaN among them gives NaN.
#pragma once

#include "onednn/kernels/kernel.hpp"
#include "onednn/loops/axis_loops.hpp"

namespace mish4j::onednn {

class ReductionKernel : public Kernel {
 public:
    // loops: of src, over the elements that are combined; dst: the layout of src with 1 in their place
    ReductionKernel(ReductionKind kind, const AxisLoops& loops, const Desc& src, const Desc& dst)
        : Kernel({src}, dst), kind_(kind), src_(loops) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    ReductionKind kind_;
    AxisLoops src_;
};

}  // namespace mish4j::onednn
