// SPDX-License-Identifier: Apache-2.0
//
// Operators that only move elements, or only look at them in another way. A reshape or a transposition costs nothing by
// itself: its value is a view of its source's, which a later step converts where it must.
#include <optional>

#include "channel_blocks.hpp"
#include "lowering.hpp"

namespace mish4j::onednn {

namespace {

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

// Copies a part, its last elements apart from the others where that is needed.
void copy_part(PlanBuilder& builder, const View& src, const Part& part, const View& dst) {
    const auto axis = overhanging_axis(src, part);
    if (!axis) {
        builder.add_copy(view_of(src, part), dst);
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
    copy_part(builder, src, head, view_of(dst, dst_head));
    copy_part(builder, src, tail, view_of(dst, dst_tail));
}

// The channels that a slice takes, where it takes all else and they are a tensor where they lie.
std::optional<View> slice_of_channels(const View& src, const Slice& slice, const Dims& sizes) {
    constexpr std::size_t channels = 1;
    if (!has_channel_blocks(src.desc) || slice.steps[channels] != 1) return std::nullopt;
    const Dims dims = src.desc.get_dims();
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (i != channels && sizes[i] != dims[i]) return std::nullopt;
    }
    return channel_slice(src, slice.starts[channels], sizes[channels]);
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Reshape& reshape) {
    builder.define(dst, builder.reshape(builder.view(reshape.src), builder.dims(dst)));
}

void lower(PlanBuilder& builder, ValueId dst, const Transpose& transpose) {
    const View& src = builder.view(transpose.src);
    std::vector<int> moved_to(src.desc.get_dims().size(), 0);
    for (std::size_t i = 0; i < transpose.permutation.size(); ++i) {
        moved_to[transpose.permutation[i]] = static_cast<int>(i);
    }
    builder.define(dst, {src.buffer, src.desc.permute_axes(moved_to), src.offset});
}

void lower(PlanBuilder& builder, ValueId dst, const Slice& slice) {
    View src = builder.view(slice.src);
    if (const auto view = slice_of_channels(src, slice, builder.dims(dst))) return builder.define(dst, *view);
    const DataType type = src.desc.get_data_type();
    if (has_inner_blocks(src.desc)) src = builder.convert(src, plain_layout(src.desc.get_dims(), type));

    const Dims sizes = descriptor_dims(builder.dims(dst));
    const Desc wanted = dense_layout_like(src.desc, sizes, builder.compute_type());
    const Part part{slice.starts, sizes, slice.steps};
    if (const auto axis = overhanging_axis(src, part)) {
        const View result = builder.allocate(wanted);
        copy_part(builder, src, part, result);
        return builder.define(dst, result);
    }
    const View view = view_of(src, part);
    builder.define(dst, is_dense(view.desc) ? view : builder.convert(view, wanted));
}

}  // namespace mish4j::onednn
