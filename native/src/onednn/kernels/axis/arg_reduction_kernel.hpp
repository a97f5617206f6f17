// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "onednn/kernels/kernel.hpp"
#include "onednn/loops/axis_loops.hpp"

namespace mish4j::onednn {

// The place of the largest or smallest element along a dimension of a dense f32 tensor, as a float. NaN wins.
class ArgReductionKernel : public Kernel {
 public:
    static constexpr const char* name = "mish4j:arg_reduce";

    // src: dense, without inner blocks; dst lies like it. last: of equal elements, the last one counts.
    ArgReductionKernel(ArgKind kind, const Desc& src, std::size_t axis, bool last)
        : Kernel({src}, resized_layout(src, axis, 1)), kind_(kind), src_(axis_loops(src, axis)), last_(last) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    ArgKind kind_;
    AxisLoops src_;
    bool last_;
};

}  // namespace mish4j::onednn
