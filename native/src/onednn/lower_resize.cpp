// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "lowering.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

namespace {

// Nothing when oneDNN has only a reference kernel.
std::optional<View> add_resampling(PlanBuilder& builder, const View& src, const Dims& dst_dims) {
    const dnnl::resampling_forward::primitive_desc primitive_desc(
        builder.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::resampling_nearest, src.desc,
        any_layout(dst_dims, builder.compute_type()), builder.attributes(), true);
    if (!primitive_desc || is_reference(primitive_desc)) return std::nullopt;
    const View result = builder.allocate(primitive_desc.dst_desc());
    builder.add_step("resize_nearest", primitive_desc, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, result}});
    return result;
}

// A copy that reads each element again and again: each spatial dimension of `src` is followed by one of stride 0, over
// its repetitions. Up to three times as fast as oneDNN's resampling, which moreover mistakes one layout for another
// where dimensions are 1.
View add_repeating_copy(PlanBuilder& builder, const View& src, const Dims& dst_dims, const Dims& scales) {
    const DataType type = builder.compute_type();
    const View result = builder.allocate(dense_layout_like(src.desc, dst_dims, type));
    Dims dims = src.desc.get_dims();
    Dims src_strides = src.desc.get_strides();
    Dims dst_strides = result.desc.get_strides();
    for (std::size_t i = scales.size(); i-- > 0;) {
        const auto axis = static_cast<std::ptrdiff_t>(i) + 2;
        dims.insert(dims.begin() + axis + 1, scales[i]);
        src_strides.insert(src_strides.begin() + axis + 1, 0);
        dst_strides.insert(dst_strides.begin() + axis, dst_strides[i + 2] * scales[i]);
    }
    const View from{src.buffer, Desc(dims, type, src_strides), src.offset};
    const View to{result.buffer, Desc(dims, type, dst_strides), result.offset};
    StepDescription& description = builder.add_copy(from, to);
    description.operation = "resize_nearest";
    description.dst = describe(result.desc);
    return result;
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const ResizeNearest& resize) {
    View src = builder.operand(resize.src);
    const Dims& dst_dims = builder.dims(dst);
    if (has_inner_blocks(src.desc)) {
        if (const auto result = add_resampling(builder, src, dst_dims)) return builder.define(dst, *result);
        src = builder.convert(src, channels_last_layout(src.desc.get_dims(), builder.compute_type()));
    }
    builder.define(dst, add_repeating_copy(builder, src, dst_dims, resize.scales));
}

}  // namespace mish4j::onednn
