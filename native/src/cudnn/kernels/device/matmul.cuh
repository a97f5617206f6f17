// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cudnn/kernels/arguments.hpp"
#include "elements.cuh"
#include "loops.cuh"
#include "product_tile.cuh"

namespace mish4j::cudnn {

extern "C" __global__ void __launch_bounds__(tile_threads)
    matmul_tiles(const __grid_constant__ MatmulArgument argument) {
    const KernelPointers& pointers = argument.pointers;
    const std::int64_t row_tiles = (argument.rows + tile_size - 1) / tile_size;
    const std::int64_t column_tiles = (argument.columns + tile_size - 1) / tile_size;
    const std::int64_t tiles = argument.nest.iterations * row_tiles * column_tiles;
    for (std::int64_t tile = blockIdx.x; tile < tiles; tile += gridDim.x) {
        const std::int64_t first_column = tile % column_tiles * tile_size;
        const std::int64_t first_row = tile / column_tiles % row_tiles * tile_size;
        std::int64_t offsets[3];
        locate(argument.nest, tile / column_tiles / row_tiles, offsets);
        multiply_tile(
            argument.terms, argument.src.column_stride == 1, argument.weights.column_stride != 1,
            [&](int row, std::int64_t term) {
                if (first_row + row >= argument.rows || term >= argument.terms) return 0.0F;
                const std::int64_t offset =
                    offsets[1] + (first_row + row) * argument.src.row_stride + term * argument.src.column_stride;
                return load_element(pointers.srcs[0], argument.src.type, offset);
            },
            [&](std::int64_t term, int column) {
                if (term >= argument.terms || first_column + column >= argument.columns) return 0.0F;
                const std::int64_t offset = offsets[2] + term * argument.weights.row_stride +
                                            (first_column + column) * argument.weights.column_stride;
                return load_element(pointers.srcs[1], argument.weights.type, offset);
            },
            [&](int row, int column, float sum) {
                if (first_row + row >= argument.rows || first_column + column >= argument.columns) return;
                if (argument.bias) sum += static_cast<const float*>(pointers.srcs[2])[first_column + column];
                const std::int64_t offset = offsets[0] + (first_row + row) * argument.dst.row_stride +
                                            (first_column + column) * argument.dst.column_stride;
                store_element(pointers.dst, argument.dst.type, offset, sum);
            });
    }
}

}  // namespace mish4j::cudnn
