// SPDX-License-Identifier: Apache-2.0
//
// The logarithm of softmax along a dimension of a dense f32 tensor: x less the largest element, and less the logarithm
// of the sum of e^x of such differences. oneDNN's logarithm is not exact enough for it.
#pragma once

#include <string>

#include "axis_loops.hpp"
#include "kernel.hpp"

namespace mish4j::onednn {

class LogSoftmaxKernel : public Kernel {
 public:
    // src: dense, without inner blocks; dst lies like it
    LogSoftmaxKernel(const Desc& src, std::size_t axis) : Kernel({src}, src), src_(axis_loops(src, axis)) {}

    // "mish4j:log_softmax_avx2": with the instruction set that is used here.
    static std::string name();

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    AxisLoops src_;
};

}  // namespace mish4j::onednn
