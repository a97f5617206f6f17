// SPDX-License-Identifier: Apache-2.0
//
// Copies between layouts, NCHW to NHWC and back: a block reads a tile as it lies in src and writes it as it lies in
// dst.
#pragma once

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"
#include "teams.cuh"

namespace mish4j::cudnn {

inline constexpr int tile_across = 64;
inline constexpr int tile_along = 32;

// Two neighbours, or the first one alone; 16-bit numbers at once where the address is a multiple of 4.
__device__ inline void store_pair(void* tensor, std::int32_t type, std::int64_t offset, int count, float first,
                                  float second) {
    if (count == 2 && (type == MISH4J_TYPE_F16 || type == MISH4J_TYPE_BF16)) {
        auto* address = static_cast<std::uint16_t*>(tensor) + offset;
        if (is_multiple(address, 4)) {
            *reinterpret_cast<std::uint32_t*>(address) = pack(type, first, second);
            return;
        }
    }
    store_any_element(tensor, type, offset, first);
    if (count == 2) store_any_element(tensor, type, offset + 1, second);
}

extern "C" __global__ void __launch_bounds__(block_threads)
    transpose_tiles(const __grid_constant__ TransposeArgument argument) {
    __shared__ float tile[tile_along][tile_across + 1];
    const TransposeArgument::Axis& across = argument.across;
    const TransposeArgument::Axis& along = argument.along;
    const int lane = member<warp_threads>();
    const int warp = static_cast<int>(threadIdx.x) / warp_threads;
    constexpr int warps = block_threads / warp_threads;
    const std::int64_t across_tiles = (across.size + tile_across - 1) / tile_across;
    const std::int64_t along_tiles = (along.size + tile_along - 1) / tile_along;
    const std::int64_t tiles = argument.nest.iterations * across_tiles * along_tiles;
    for (std::int64_t index = blockIdx.x; index < tiles; index += gridDim.x) {
        const std::int64_t first_across = index % across_tiles * tile_across;
        const std::int64_t first_along = index / across_tiles % along_tiles * tile_along;
        std::int64_t offsets[3];
        locate(argument.nest, index / across_tiles / along_tiles, offsets);
        const std::int64_t read = first_along + lane;
#pragma unroll
        for (int i = warp; i < tile_across; i += warps) {
            const std::int64_t place = first_across + i;
            const std::int64_t channel = offsets[2] + place * across.channel + read * along.channel;
            const bool present = place < across.size && read < along.size && channel < argument.channels;
            tile[lane][i] = present ? load_any_element(argument.pointers.srcs[0], argument.src_type,
                                                       offsets[1] + place * across.stride + read)
                                    : 0.0F;
        }
        __syncthreads();
        const std::int64_t written = first_across + 2 * lane;
        const std::int64_t rest = across.size - written;
#pragma unroll
        for (int i = warp; i < tile_along; i += warps) {
            const std::int64_t place = first_along + i;
            if (place >= along.size || rest <= 0) continue;
            store_pair(argument.pointers.dst, argument.dst_type, offsets[0] + place * along.stride + written,
                       rest == 1 ? 1 : 2, tile[i][2 * lane], tile[i][2 * lane + 1]);
        }
        __syncthreads();
    }
}

}  // namespace mish4j::cudnn
