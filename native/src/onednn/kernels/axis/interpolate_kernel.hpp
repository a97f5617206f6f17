// SPDX-License-Identifier: Apache-2.0
//
// Weighted sums of places along a dimension of a dense f32 tensor: interpolation along one axis.
#pragma once

#include <cstdint>
#include <vector>

#include "onednn/kernels/kernel.hpp"
#include "onednn/loops/axis_loops.hpp"

namespace mish4j::onednn {

class InterpolateKernel : public Kernel {
 public:
    // src: dense, without inner blocks; dst lies like it
    InterpolateKernel(const Desc& src, const Interpolate& interpolate);

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    std::int64_t places_;  // of the result
    std::int64_t taps_;
    AxisLoops src_;
    // The first terms of all places, then the second ones, and so on.
    std::vector<std::int32_t> indices_;
    std::vector<float> weights_;
};

}  // namespace mish4j::onednn
