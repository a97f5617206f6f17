// SPDX-License-Identifier: Apache-2.0
//
// How a Winograd convolution is divided into pieces, and where its intermediate results lie. All sizes and strides are
// in floats.
//
// Tiles are numbered image by image, row by row. A block of them is transformed at a time, to
//   transformed src  [position][tile of the block][src channel]
// whose product with the packed weights, [position][panel][src channel][channel of the panel], is, for a group of dst
// channels,
//   products         [position][tile of the block][dst channel of the group]
// where a position is one of the places of a transformed tile, and a panel as many dst channels as two vectors hold.
#pragma once

#include <cstdint>

#include "winograd.hpp"

namespace mish4j::kernels {

// Vectors have 512 bits at most.
constexpr std::int64_t most_lanes = 16;

struct WinogradPlan {
    WinogradPlan(const WinogradProblem& problem, WinogradTile tile, int threads);

    std::int64_t tile_count() const { return problem.batch * tiles_high * tiles_wide; }
    std::int64_t block_count() const { return (tile_count() + block_tiles - 1) / block_tiles; }
    std::int64_t panel_count() const { return dst_channels / panel; }
    std::int64_t panel_weights() const { return src_channels * panel; }
    std::int64_t weights_of_position() const { return panel_count() * panel_weights(); }
    std::int64_t packed_weights() const { return positions * weights_of_position(); }

    WinogradProblem problem;
    int threads;
    std::int64_t lanes;         // of a vector, at most most_lanes
    std::int64_t panel;         // 2 lanes
    std::int64_t tile_results;  // in each dimension: 2 or 4
    std::int64_t tile_places;   // in each dimension: 4 or 6
    std::int64_t positions;     // 16 or 36
    std::int64_t tiles_high;
    std::int64_t tiles_wide;
    std::int64_t src_channels;  // whole vectors
    std::int64_t dst_channels;  // whole panels and blocks

    // Whether threads share each block of tiles and divide its channels; else each thread has blocks of its own.
    bool shares_blocks;
    std::int64_t block_tiles;
    std::int64_t group_panels;

    std::int64_t src_tile_stride;
    std::int64_t src_position_stride;
    std::int64_t product_tile_stride;
    std::int64_t product_position_stride;

    std::int64_t transformed_src() const { return positions * src_position_stride; }
    std::int64_t products() const { return positions * product_position_stride; }
};

// A part of the numbers 0 to count - 1 for one of several threads.
struct Share {
    std::int64_t begin;
    std::int64_t end;
};

inline Share share_of(std::int64_t count, std::int64_t thread, std::int64_t threads) {
    return {count * thread / threads, count * (thread + 1) / threads};
}

// Where a tile lies in its image.
struct TilePlace {
    std::int64_t image;
    std::int64_t row;
    std::int64_t column;
};

inline TilePlace place_of(const WinogradPlan& plan, std::int64_t tile) {
    const std::int64_t of_image = plan.tiles_high * plan.tiles_wide;
    const std::int64_t rest = tile % of_image;
    return {tile / of_image, rest / plan.tiles_wide, rest % plan.tiles_wide};
}

inline std::int64_t channel_offset(const BlockedImages& images, std::int64_t channel) {
    return channel / images.block * images.block_stride + channel % images.block;
}

}  // namespace mish4j::kernels
