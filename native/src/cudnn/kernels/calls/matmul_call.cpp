// SPDX-License-Identifier: Apache-2.0
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"

namespace mish4j::cudnn {

namespace {

constexpr std::int64_t tile_size = 64;

// All dimensions but the last two.
Dims batch_of(const Dims& numbers) { return {numbers.begin(), numbers.end() - 2}; }

MatmulArgument::Matrix matrix_of(const TensorDesc& desc) {
    const std::size_t rank = desc.dims.size();
    return {desc.strides[rank - 2], desc.strides[rank - 1], static_cast<std::int32_t>(desc.type)};
}

}  // namespace

KernelCall matmul_call(const TensorDesc& src, const TensorDesc& weights, const TensorDesc* bias,
                       const TensorDesc& dst) {
    const std::size_t rank = dst.dims.size();
    const LoopNestBuilder batches(batch_of(dst.dims),
                                  {batch_of(dst.strides), batch_of(src.strides), batch_of(weights.strides)});
    MatmulArgument argument{};
    argument.nest = batches.build<3>(1);
    argument.dst = matrix_of(dst);
    argument.src = matrix_of(src);
    argument.weights = matrix_of(weights);
    argument.rows = dst.dims[rank - 2];
    argument.columns = dst.dims[rank - 1];
    argument.terms = src.dims[rank - 1];
    argument.bias = bias != nullptr;
    const std::int64_t tiles = argument.nest.iterations * ((argument.rows + tile_size - 1) / tile_size) *
                               ((argument.columns + tile_size - 1) / tile_size);
    return make_call("matmul_tiles", argument, tiles, bias != nullptr ? 3 : 2);
}

}  // namespace mish4j::cudnn
