// SPDX-License-Identifier: Apache-2.0
//
// Operators that only move elements, or only look at them in another way. A reshape or a transposition costs nothing by
// itself: its value is a view of its source's, which a later step converts where it must.
#include <algorithm>
#include <optional>
#include <string>

#include "lowering.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/layouts/known_layouts.hpp"

namespace mish4j::onednn {

namespace {

constexpr std::size_t channel_axis = 1;

// Every steps-th element from `starts` on, of each dimension.
struct Part {
    Dims starts;
    Dims sizes;
    Dims steps;
};

// A part of a tensor without inner blocks.
View view_of(const View& whole, const Part& part) {
    const DataType type = whole.desc.get_data_type();
    Dims strides = whole.desc.get_strides();
    std::int64_t first = 0;
    for (std::size_t i = 0; i < part.starts.size(); ++i) {
        first += part.starts[i] * strides[i];
        if (part.sizes[i] > 1) strides[i] *= part.steps[i];
    }
    const auto element_bytes = static_cast<std::int64_t>(dnnl::memory::data_type_size(type));
    return {whole.buffer, Desc(part.sizes, type, strides), whole.offset + first * element_bytes};
}

// A dimension in which the last step of a part, taken whole, would leave the tensor. oneDNN takes that for an overlap.
std::optional<std::size_t> overhanging_axis(const View& whole, const Part& part) {
    const Dims dims = whole.desc.get_dims();
    for (std::size_t i = 0; i < part.starts.size(); ++i) {
        if (part.sizes[i] > 1 && part.starts[i] + part.sizes[i] * part.steps[i] > dims[i]) return i;
    }
    return std::nullopt;
}

// Copies a part, its last elements apart from the others where that is needed. description: of the whole result.
void copy_part(PlanBuilder& builder, const View& src, const Part& part, const View& dst,
               const std::string& description) {
    const auto axis = overhanging_axis(src, part);
    if (!axis) {
        builder.add_copy(view_of(src, part), dst).dst = description;
        return;
    }

    const std::int64_t last = part.sizes[*axis] - 1;
    Part head = part;
    head.sizes[*axis] = last;
    Part tail = part;
    tail.starts[*axis] += last * part.steps[*axis];
    tail.sizes[*axis] = 1;

    const Dims ones(part.sizes.size(), 1);
    Part dst_head{Dims(part.sizes.size(), 0), head.sizes, ones};
    Part dst_tail{Dims(part.sizes.size(), 0), tail.sizes, ones};
    dst_tail.starts[*axis] = last;
    copy_part(builder, src, head, view_of(dst, dst_head), description);
    copy_part(builder, src, tail, view_of(dst, dst_tail), description);
}

Dims with_last(const Dims& numbers, std::int64_t last) {
    Dims result(numbers.size() + 1, last);
    std::copy(numbers.begin(), numbers.end(), result.begin());
    return result;
}

bool takes_all_pixels(const Slice& slice, const Dims& src, const Dims& sizes) {
    for (std::size_t i = 0; i < src.size(); ++i) {
        if (i != channel_axis && (sizes[i] != src[i] || slice.steps[i] != 1)) return false;
    }
    return true;
}

// A slice of an image in blocks of channels: a view where it takes whole pixels, else a copy in the same layout.
// Nothing where it does not take whole blocks.
std::optional<View> slice_of_blocks(PlanBuilder& builder, ValueId dst, const Slice& slice, const View& src) {
    const Dims& sizes = builder.dims(dst);
    if (!has_channel_blocks(src.desc) || slice.steps[channel_axis] != 1) return std::nullopt;
    const auto channels = channel_slice(src, slice.starts[channel_axis], sizes[channel_axis]);
    if (!channels || takes_all_pixels(slice, src.desc.get_dims(), sizes)) return channels;

    const View from = unblocked(*channels);
    const Dims from_dims = from.desc.get_dims();
    const std::int64_t block = from_dims.back();
    Dims starts = with_last(slice.starts, 0);
    Dims part_sizes = with_last(sizes, block);
    starts[channel_axis] = 0;
    part_sizes[channel_axis] = from_dims[channel_axis];
    const Part part{starts, part_sizes, with_last(slice.steps, 1)};
    const auto destination = builder.destination(dst);
    const View result =
        destination ? *destination : builder.allocate(channel_blocked_layout(sizes, src.desc.get_data_type(), block));
    copy_part(builder, from, part, unblocked(result), describe(result.desc));
    return result;
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Reshape& reshape) {
    builder.define(dst, builder.reshape(builder.view(reshape.src), builder.dims(dst)));
}

void lower(PlanBuilder& builder, ValueId dst, const Transpose& transpose) {
    const View& src = builder.view(transpose.src);
    if (transpose.permutation.empty()) return builder.define(dst, src);
    const std::vector<int> order(transpose.permutation.begin(), transpose.permutation.end());
    builder.define(dst, {src.buffer, reordered(src.desc, order), src.offset});
}

void lower(PlanBuilder& builder, ValueId dst, const Slice& slice) {
    View src = builder.view(slice.src);
    if (const auto result = slice_of_blocks(builder, dst, slice, src)) return builder.define(dst, *result);
    const DataType type = src.desc.get_data_type();
    if (has_inner_blocks(src.desc)) src = builder.convert(src, plain_layout(src.desc.get_dims(), type));

    const Dims sizes = descriptor_dims(builder.dims(dst));
    const Desc wanted = dense_layout_like(src.desc, sizes, builder.compute_type());
    const Part part{slice.starts, sizes, slice.steps};
    if (const auto axis = overhanging_axis(src, part)) {
        const View result = builder.allocate(wanted);
        copy_part(builder, src, part, result, describe(result.desc));
        return builder.define(dst, result);
    }
    const View view = view_of(src, part);
    builder.define(dst, is_dense(view.desc) ? view : builder.convert(view, wanted));
}

}  // namespace mish4j::onednn
