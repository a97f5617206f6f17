// SPDX-License-Identifier: Apache-2.0
//
// Operators that move elements: most of them are views, and move none.
#include "common/operation_names.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "lowering.hpp"

namespace mish4j::cudnn {

namespace {

constexpr std::int32_t channel_axis = 1;

// Indices along an axis as the kernels take them; shape inference bounds them to what 32 bits hold.
View add_indices(PlanBuilder& builder, const Dims& indices) {
    const std::vector<std::int32_t> narrow(indices.begin(), indices.end());
    return builder.add_constant(plain_desc(ElementType::i32, {static_cast<std::int64_t>(narrow.size())}),
                                narrow.data());
}

View part_of(const View& whole, std::int32_t axis, std::int64_t start, std::int64_t size) {
    Dims starts(whole.desc.dims.size(), 0);
    Dims sizes = whole.desc.dims;
    starts[static_cast<std::size_t>(axis)] = start;
    sizes[static_cast<std::size_t>(axis)] = size;
    return sliced_view(whole, starts, sizes, Dims(sizes.size(), 1));
}

// Images are kept channels last, whatever the first source is.
TensorDesc joined_desc(PlanBuilder& builder, const View& first, const Dims& dims) {
    return dense_desc_like(first.desc, builder.compute_type(), dims);
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Reshape& reshape) {
    builder.define(dst, builder.reshape(builder.view(reshape.src), builder.dims(dst)));
}

void lower(PlanBuilder& builder, ValueId dst, const Transpose& transpose) {
    builder.define(dst, transposed_view(builder.view(transpose.src), transpose.permutation));
}

void lower(PlanBuilder& builder, ValueId dst, const Slice& slice) {
    builder.define(dst, sliced_view(builder.view(slice.src), slice.starts, builder.dims(dst), slice.steps));
}

void lower(PlanBuilder& builder, ValueId dst, const Concat& concat) {
    if (concat.srcs.size() == 1) return builder.define(dst, builder.view(concat.srcs.front()));
    const View whole = builder.result(dst, joined_desc(builder, builder.view(concat.srcs.front()), builder.dims(dst)));
    std::int64_t start = 0;
    for (ValueId value : concat.srcs) {
        const std::int64_t size = builder.dims(value)[static_cast<std::size_t>(concat.axis)];
        const View place = part_of(whole, concat.axis, start, size);
        const View src = builder.view(value);
        if (!is_same(src, place)) builder.add_step(name_of(concat), copy_call(src.desc, place.desc), {src}, place);
        start += size;
    }
    builder.define(dst, whole);
}

void lower(PlanBuilder& builder, ValueId dst, const Gather& gather) {
    const View src = builder.view(gather.src);
    const View indices = add_indices(builder, gather.indices);
    const View result = builder.result(dst, dense_desc_like(src.desc, builder.compute_type(), builder.dims(dst)));
    builder.add_step(name_of(gather), gather_call(gather.axis, src.desc, indices.desc, result.desc), {src, indices},
                     result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const Interpolate& interpolate) {
    const View src = builder.view(interpolate.src);
    const View indices = add_indices(builder, interpolate.indices);
    const TensorDesc weights_desc =
        plain_desc(ElementType::f32, {static_cast<std::int64_t>(interpolate.weights.size())});
    const View weights = builder.add_constant(weights_desc, interpolate.weights.data());
    const View result = builder.result(dst, dense_desc_like(src.desc, builder.compute_type(), builder.dims(dst)));
    builder.add_step(
        name_of(interpolate),
        interpolate_call(interpolate.axis, interpolate.taps, src.desc, indices.desc, weights.desc, result.desc),
        {src, indices, weights}, result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const ResizeNearest& resize) {
    const View src = builder.view(resize.src);
    const View result = builder.result(dst, channels_last_desc(builder.compute_type(), builder.dims(dst)));
    builder.add_step(name_of(resize), resize_nearest_call(resize.scales, src.desc, result.desc), {src}, result);
    builder.define(dst, result);
}

// The result's pixels are made as wide as convolutions want them.
void lower(PlanBuilder& builder, ValueId dst, const ConvertImage& image) {
    const View src = builder.raw_view(image.src);
    const std::int64_t channels = builder.dims(dst)[channel_axis];
    const TensorDesc per_channel = plain_desc(ElementType::f32, {channels});
    const View scales = builder.add_constant(per_channel, image.scales.data());
    const View shifts = builder.add_constant(per_channel, image.shifts.data());
    Dims padded = builder.dims(dst);
    const std::int64_t multiple = channel_multiple(builder.compute_type());
    padded[channel_axis] = (channels + multiple - 1) / multiple * multiple;
    const View whole = builder.allocate(channels_last_desc(builder.compute_type(), padded));
    builder.add_step(name_of(image), convert_image_call(src.desc, scales.desc, shifts.desc, whole.desc),
                     {src, scales, shifts}, whole);
    View result = channels_view(whole, 0, channels);
    result.zero_channels = padded[channel_axis] - channels;
    builder.define(dst, result);
}

}  // namespace mish4j::cudnn
