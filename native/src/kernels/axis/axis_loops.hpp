// SPDX-License-Identifier: Apache-2.0
//
// A dense tensor as three nested loops: over what lies outside of one of its dimensions in memory, over that dimension,
// and over what lies inside of it.
#pragma once

#include <algorithm>
#include <cstdint>

namespace mish4j::kernels {

struct AxisLoops {
    std::int64_t outer;
    std::int64_t size;
    std::int64_t inner;
};

// A tile has all elements along the dimension, for up to so many neighbours inside of it.
inline constexpr std::int64_t tile_columns = 32;

struct Tile {
    std::int64_t outer;
    std::int64_t column;
    std::int64_t columns;
};

inline std::int64_t tiles_of_inner_loop(const AxisLoops& loops) {
    return (loops.inner + tile_columns - 1) / tile_columns;
}

inline std::int64_t tile_count(const AxisLoops& loops) { return loops.outer * tiles_of_inner_loop(loops); }

inline Tile tile_at(const AxisLoops& loops, std::int64_t index) {
    const std::int64_t tiles = tiles_of_inner_loop(loops);
    const std::int64_t column = index % tiles * tile_columns;
    return {index / tiles, column, std::min(tile_columns, loops.inner - column)};
}

}  // namespace mish4j::kernels
