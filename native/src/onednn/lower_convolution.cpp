// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "lowering.hpp"
#include "post_ops.hpp"
#include "selection.hpp"
#include "window_geometry.hpp"

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

Dims spatial_dims(const Dims& dims) { return {dims.begin() + 2, dims.end()}; }

// Goes on to the first kernel that isn't one of the "brgemm" family, if it is one; these crash (oneDNN 3.13, with more
// than one thread) where a window is blind.
void skip_brgemm(dnnl::convolution_forward::primitive_desc& primitive_desc) {
    while (primitive_desc && std::string_view(primitive_desc.impl_info_str()).starts_with("brg")) {
        if (!primitive_desc.next_impl()) primitive_desc = {};
    }
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Convolution& convolution) {
    const DataType type = builder.compute_type();
    const Dims& dst_dims = builder.dims(dst);
    const Dims weights_dims = grouped_weights(builder.dims(convolution.weights), convolution.groups);
    const Desc bias = convolution.bias ? plain_layout(builder.dims(*convolution.bias), DataType::f32) : Desc();
    const Window& window = convolution.window;
    const std::span<const PostOp> post_ops = convolution.post_ops;

    const WindowGeometry geometry{builder.dims(convolution.src), dst_dims,
                                  spatial_dims(builder.dims(convolution.weights)), window};
    geometry.require_32_bits();
    const bool blind = geometry.has_blind_window();
    const auto selection = select_form(fusions_to_try(post_ops.size()), [&](std::size_t fused) {
        dnnl::convolution_forward::primitive_desc primitive_desc(
            builder.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct,
            any_layout(builder.dims(convolution.src), type), any_layout(weights_dims, type), bias,
            any_layout(dst_dims, type), window.strides, geometry.skipped_places(), window.pads_begin, window.pads_end,
            fuse_post_ops(builder, post_ops.first(fused), dst_dims), true);
        if (blind) skip_brgemm(primitive_desc);
        return primitive_desc;
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
