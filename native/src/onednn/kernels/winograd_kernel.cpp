// SPDX-License-Identifier: Apache-2.0
#include "winograd_kernel.hpp"

namespace mish4j::onednn {

void WinogradKernel::run(std::span<const void* const> srcs, void* dst, void* scratchpad) const {
    const auto* residual = srcs.size() > 2 ? static_cast<const float*>(srcs[2]) : nullptr;
    convolution_.run(static_cast<const float*>(srcs[0]), static_cast<const std::byte*>(srcs[1]), residual,
                     static_cast<float*>(dst), static_cast<std::byte*>(scratchpad));
}

}  // namespace mish4j::onednn
