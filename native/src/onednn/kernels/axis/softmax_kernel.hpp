// SPDX-License-Identifier: Apache-2.0
//
// Softmax along a dimension of a dense f32 tensor, or its logarithm: x less the largest element, and less the logarithm
// of the sum of e^x of such differences. A NaN or +inf makes all elements NaN: oneDNN's softmax gives 0 to the others,
// and its logarithm is not exact enough.
#pragma once

#include "onednn/kernels/kernel.hpp"
#include "onednn/loops/axis_loops.hpp"

namespace mish4j::onednn {

class SoftmaxKernel : public Kernel {
 public:
    // src: dense, without inner blocks; dst lies like it
    SoftmaxKernel(const Desc& src, std::size_t axis, bool logarithmic)
        : Kernel({src}, src), src_(axis_loops(src, axis)), logarithmic_(logarithmic) {}

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    AxisLoops src_;
    bool logarithmic_;
};

}  // namespace mish4j::onednn
