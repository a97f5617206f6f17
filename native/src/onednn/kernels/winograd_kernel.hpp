// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel.hpp"
#include "kernels/winograd.hpp"

namespace mish4j::onednn {

// A convolution by one of Winograd's algorithms. Sources: src, packed weights, and the residual, if there is one.
class WinogradKernel : public Kernel {
 public:
    WinogradKernel(kernels::WinogradConvolution convolution, std::vector<Desc> srcs, const Desc& dst)
        : Kernel(std::move(srcs), dst), convolution_(std::move(convolution)) {}

    std::int64_t scratchpad_bytes() const override { return convolution_.scratchpad_bytes(); }
    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    kernels::WinogradConvolution convolution_;
};

}  // namespace mish4j::onednn
