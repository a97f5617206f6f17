// SPDX-License-Identifier: Apache-2.0
//
// Convolutions with kernels of 3x3, strides and dilations of 1 and one group, by Winograd's minimal filtering
// algorithms (A. Lavin, S. Gray, "Fast Algorithms for Convolutional Networks", 2015): of the image, overlapping tiles
// are transformed; at each of a tile's places, a matrix product over the channels; and back. F(2x2, 3x3) takes 2.25
// times fewer multiplications than the convolution as defined, F(4x4, 3x3) 4 times fewer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "program/program.hpp"
#include "residual_place.hpp"

namespace mish4j::kernels {

// The size of the results of a tile: 2x2 or 4x4.
enum class WinogradTile : std::int64_t { f2x2 = 2, f4x4 = 4 };

// Where an image's elements lie, in floats: channel c of image n at row h and column w at
// n image_stride + c / block * block_stride + h row_stride + w pixel_stride + c % block. Where the channels end within
// a block, the rest of it is part of the tensor and 0.
struct BlockedImages {
    std::int64_t block;  // of channels: a multiple of winograd_lanes()
    std::int64_t image_stride;
    std::int64_t block_stride;
    std::int64_t row_stride;
    std::int64_t pixel_stride;
};

struct WinogradProblem {
    std::int64_t batch;
    std::int64_t src_channels;
    std::int64_t src_height;
    std::int64_t src_width;
    std::int64_t dst_channels;
    std::int64_t dst_height;
    std::int64_t dst_width;
    std::int64_t pad_top;
    std::int64_t pad_left;
    BlockedImages src;
    BlockedImages dst;
    BlockedImages residual;  // of dst's shape; where there is one
    ResidualPlace residual_place = ResidualPlace::none;
    std::optional<Eltwise> activation;  // one of those that activate() computes
};

// The number of floats in a vector here.
std::int64_t winograd_lanes();

struct WinogradPlan;

// Immutable; run by many threads.
class WinogradConvolution {
 public:
    // threads: that will run it.
    WinogradConvolution(const WinogradProblem& problem, WinogradTile tile, int threads);

    // In bytes.
    std::int64_t packed_weights_bytes() const;

    // weights: [dst channels, src channels, 3, 3], row-major; bias: one for each dst channel, or null for none.
    // packed: packed_weights_bytes(), aligned to 64 bytes.
    void pack(const float* weights, const float* bias, std::byte* packed) const;

    // Of memory for one run at a time, aligned to 64 bytes.
    std::int64_t scratchpad_bytes() const;

    // Runs with the OpenMP threads that the caller may use, at most the number given before. residual: null for none;
    // may be dst.
    void run(const float* src, const std::byte* packed, const float* residual, float* dst, std::byte* scratchpad) const;

 private:
    std::shared_ptr<const WinogradPlan> plan_;
};

}  // namespace mish4j::kernels
