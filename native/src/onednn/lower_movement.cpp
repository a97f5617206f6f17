// SPDX-License-Identifier: Apache-2.0
//
// Operators that only move elements, or only look at them in another way. A reshape or a transposition costs nothing by
// itself: its value is a view of its source's, which a later step converts where it must.
#include "lowering.hpp"

namespace mish4j::onednn {

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
    const DataType type = src.desc.get_data_type();
    if (has_inner_blocks(src.desc)) src = builder.convert(src, plain_layout(src.desc.get_dims(), type));

    const Dims dims = descriptor_dims(builder.dims(dst));
    Dims strides = src.desc.get_strides();
    std::int64_t first = 0;
    for (std::size_t i = 0; i < slice.starts.size(); ++i) {
        first += slice.starts[i] * strides[i];
        strides[i] *= slice.steps[i];
    }
    const auto element_bytes = static_cast<std::int64_t>(dnnl::memory::data_type_size(type));
    const View part{src.buffer, Desc(dims, type, strides), src.offset + first * element_bytes};
    if (is_dense(part.desc)) return builder.define(dst, part);
    builder.define(dst, builder.convert(part, dense_layout_like(src.desc, dims, builder.compute_type())));
}

}  // namespace mish4j::onednn
