// SPDX-License-Identifier: Apache-2.0
#include "winograd_plan.hpp"

#include <algorithm>

namespace mish4j::kernels {

namespace {

constexpr std::int64_t line = 16;  // floats of a cache line

std::int64_t round_up(std::int64_t value, std::int64_t unit) { return (value + unit - 1) / unit * unit; }

// An odd number of cache lines: the places of a tile, so far apart, fall into different sets of the cache.
std::int64_t spread(std::int64_t floats) { return (round_up(floats, line) / line | 1) * line; }

// The size of parts that are nearly equal, at most `most`, and whose number is a multiple of `unit` where there are as
// many.
std::int64_t even_part(std::int64_t count, std::int64_t most, std::int64_t unit) {
    const std::int64_t parts = round_up((count + most - 1) / most, unit);
    return (count + parts - 1) / parts;
}

// With more weights than that, it pays that threads read each of them once, for the same tiles.
constexpr std::int64_t many_weights = (std::int64_t{12} << 20) / sizeof(float);

// As many as make the weights, which are read again for each block, a small part of what is moved.
constexpr std::int64_t block_places = 96 * 36;
constexpr std::int64_t group_channels = 64;

}  // namespace

WinogradPlan::WinogradPlan(const WinogradProblem& wanted, WinogradTile tile, int thread_count)
    : problem(wanted),
      threads(thread_count),
      lanes(winograd_lanes()),
      panel(2 * lanes),
      tile_results(static_cast<std::int64_t>(tile)),
      tile_places(tile_results + 2),
      positions(tile_places * tile_places),
      tiles_high((wanted.dst_height + tile_results - 1) / tile_results),
      tiles_wide((wanted.dst_width + tile_results - 1) / tile_results),
      src_channels(round_up(wanted.src_channels, lanes)),
      dst_channels(round_up(round_up(wanted.dst_channels, wanted.dst.block), panel)) {
    shares_blocks = threads > 1 && packed_weights() > many_weights && panel_count() >= 2 * threads;
    block_tiles = even_part(tile_count(), block_places / positions, shares_blocks ? 1 : threads);
    group_panels = std::clamp<std::int64_t>(group_channels / panel, 1, panel_count());
    src_tile_stride = src_channels % 256 == 0 ? src_channels + line : round_up(src_channels, line);
    src_position_stride = spread(block_tiles * src_tile_stride);
    product_tile_stride = group_panels * panel;
    product_position_stride = spread(block_tiles * product_tile_stride);
}

}  // namespace mish4j::kernels
