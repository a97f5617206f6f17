// SPDX-License-Identifier: Apache-2.0
#include "lowering.hpp"
#include "post_ops.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

namespace {

// [K, C / groups, kernel...] as [groups, K / groups, C / groups, kernel...], which oneDNN wants where there are groups.
Dims grouped_weights(const Dims& weights, std::int64_t groups) {
    if (groups == 1) return weights;
    Dims grouped = weights;
    grouped[0] /= groups;
    grouped.insert(grouped.begin(), groups);
    return grouped;
}

// oneDNN counts the places that a dilated kernel skips: 0 for a dense one.
Dims skipped_places(const Dims& dilations) {
    Dims skipped = dilations;
    for (std::int64_t& dilation : skipped) --dilation;
    return skipped;
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Convolution& convolution) {
    const DataType type = builder.compute_type();
    const Dims& dst_dims = builder.dims(dst);
    const Dims weights_dims = grouped_weights(builder.dims(convolution.weights), convolution.groups);
    const Desc bias = convolution.bias ? plain_layout(builder.dims(*convolution.bias), DataType::f32) : Desc();
    const Window& window = convolution.window;
    const std::span<const PostOp> post_ops = convolution.post_ops;

    std::vector<std::size_t> fusions;
    for (std::size_t fused = post_ops.size() + 1; fused-- > 0;) fusions.push_back(fused);
    const auto selection = select_form(fusions, [&](std::size_t fused) {
        return dnnl::convolution_forward::primitive_desc(
            builder.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct,
            any_layout(builder.dims(convolution.src), type), any_layout(weights_dims, type), bias,
            any_layout(dst_dims, type), window.strides, skipped_places(window.dilations), window.pads_begin,
            window.pads_end, fuse_post_ops(builder, post_ops.first(fused), dst_dims), true);
    });
    const auto& primitive_desc = selection.primitive_desc;

    const View weights = builder.reshape(builder.view(convolution.weights), weights_dims);
    std::vector<Argument> arguments{
        {DNNL_ARG_SRC, builder.convert(builder.view(convolution.src), primitive_desc.src_desc())},
        {DNNL_ARG_WEIGHTS, builder.convert(weights, primitive_desc.weights_desc())}};
    if (convolution.bias) {
        arguments.push_back({DNNL_ARG_BIAS, builder.convert(builder.view(*convolution.bias), bias)});
    }
    builder.define(dst, add_step_with_post_ops(builder, convolution.bias ? "convolution+bias" : "convolution",
                                               primitive_desc, arguments, post_ops, selection.form));
}

}  // namespace mish4j::onednn
