// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <optional>

#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"

namespace mish4j::cudnn {

namespace {

bool is_computed_with(ElementType type) {
    return type == ElementType::f32 || type == ElementType::f16 || type == ElementType::bf16;
}

// Tiles bring elements over as floats.
bool survives_as_float(ElementType src, ElementType dst) {
    return src != dst || is_computed_with(src) || src == ElementType::i8 || src == ElementType::u8;
}

// The smallest axes for which tiles pay.
constexpr std::int64_t least_tile_axis = 16;

constexpr std::int64_t tile_across = 64;
constexpr std::int64_t tile_along = 32;

// Where neighbours in dst are apart in src, the loop of src's neighbours.
std::optional<std::size_t> contiguous_loop_of_src(const LoopNestBuilder& loops) {
    const Dims& dst = loops.strides()[0];
    const Dims& src = loops.strides()[1];
    if (dst.back() != 1 || src.back() <= 1 || loops.sizes().back() < least_tile_axis) return std::nullopt;
    for (std::size_t i = 0; i + 1 < src.size(); ++i) {
        if (src[i] == 1 && loops.sizes()[i] >= least_tile_axis) return i;
    }
    return std::nullopt;
}

KernelCall transpose_call(const LoopNestBuilder& loops, std::size_t along, ElementType src, ElementType dst,
                          std::int64_t channels) {
    const std::size_t across = loops.sizes().size() - 1;
    TransposeArgument argument{};
    argument.nest = loops.without(along, across).build<3>(1);
    argument.across = {loops.sizes()[across], loops.strides()[1][across], loops.strides()[2][across]};
    argument.along = {loops.sizes()[along], loops.strides()[0][along], loops.strides()[2][along]};
    argument.channels = channels;
    argument.dst_type = static_cast<std::int32_t>(dst);
    argument.src_type = static_cast<std::int32_t>(src);
    const std::int64_t tiles = argument.nest.iterations * ((argument.across.size + tile_across - 1) / tile_across) *
                               ((argument.along.size + tile_along - 1) / tile_along);
    return make_call("transpose_tiles", argument, tiles, 1);
}

// channels: of src, where dst has more. The loops' third tensor is the channel.
KernelCall copy_call(const LoopNestBuilder& loops, ElementType src, ElementType dst, std::int64_t channels) {
    const std::optional<std::size_t> along = contiguous_loop_of_src(loops);
    if (along && survives_as_float(src, dst)) return transpose_call(loops, *along, src, dst, channels);
    const bool vectors = src == dst || is_computed_with(dst);
    const std::int64_t width = vectors ? loops.vector_width(element_size(dst), true) : 1;
    CopyArgument argument{};
    argument.nest = loops.build<3>(width);
    argument.accesses[0] = loops.access(0, dst, width);
    argument.accesses[1] = loops.access(1, src, width);
    argument.channels = channels;
    argument.channel_step = loops.strides()[2].back();
    const std::string function =
        src == dst ? text("copy_", 8 * element_size(dst), "x", width) : text("convert_x", width);
    return make_loop_call(function, argument, 1);
}

constexpr std::int64_t no_padding = std::numeric_limits<std::int64_t>::max();

}  // namespace

KernelCall copy_call(const TensorDesc& src, const TensorDesc& dst) {
    Dims channel(dst.dims.size(), 0);
    const bool padded = src.dims != dst.dims;
    if (padded) channel[1] = 1;
    return copy_call(LoopNestBuilder(dst.dims, {dst.strides, src.strides, channel}), src.type, dst.type,
                     padded ? src.dims[1] : no_padding);
}

// Each spatial dimension is two: the element of src, and its repetition, over which src does not move.
KernelCall resize_nearest_call(const Dims& scales, const TensorDesc& src, const TensorDesc& dst) {
    Dims dims = {src.dims[0], src.dims[1]};
    Dims dst_strides = {dst.strides[0], dst.strides[1]};
    Dims src_strides = {src.strides[0], src.strides[1]};
    for (std::size_t i = 0; i < scales.size(); ++i) {
        dims.insert(dims.end(), {src.dims[i + 2], scales[i]});
        dst_strides.insert(dst_strides.end(), {dst.strides[i + 2] * scales[i], dst.strides[i + 2]});
        src_strides.insert(src_strides.end(), {src.strides[i + 2], 0});
    }
    const Dims channel(dims.size(), 0);
    return copy_call(LoopNestBuilder(dims, {dst_strides, src_strides, channel}), src.type, dst.type, no_padding);
}

}  // namespace mish4j::cudnn
