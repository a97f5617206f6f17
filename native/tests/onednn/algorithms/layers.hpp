// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "onednn/algorithms/convolution_layer.hpp"

namespace mish4j::test {

inline constexpr Eltwise mish{EltwiseKind::mish, 0, 0};
inline constexpr Eltwise relu{EltwiseKind::relu, 0, 0};

// A convolution with a kernel of 3x3 over a square image, padded so that the result has its size.
inline onednn::ConvolutionLayer layer_of(std::int64_t src_channels, std::int64_t dst_channels, std::int64_t size,
                                         std::vector<PostOp> post_ops = {mish}) {
    return {.src = {1, src_channels, size, size},
            .weights = {dst_channels, src_channels, 3, 3},
            .dst = {1, dst_channels, size, size},
            .window = {{1, 1}, {1, 1}, {1, 1}, {1, 1}},
            .bias = true,
            .constant = true,
            .post_ops = std::move(post_ops)};
}

}  // namespace mish4j::test
