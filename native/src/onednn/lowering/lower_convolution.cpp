// SPDX-License-Identifier: Apache-2.0
#include "common/operation_names.hpp"
#include "lower_winograd.hpp"
#include "lowering.hpp"
#include "onednn/forms/convolution_forms.hpp"
#include "onednn/forms/merged_groups.hpp"
#include "onednn/forms/post_ops.hpp"
#include "onednn/library/known_defects.hpp"
#include "onednn/library/selection.hpp"
#include "onednn/library/window_geometry.hpp"

namespace mish4j::onednn {

namespace {

// [K, C / groups, kernel...] as [groups, K / groups, C / groups, kernel...], which oneDNN wants where there are groups;
// so many neighbouring groups being taken as one.
Dims grouped_weights(const Dims& weights, std::int64_t groups, std::int64_t merged) {
    if (groups == 1) return weights;
    Dims grouped = weights;
    grouped[0] /= groups / merged;
    grouped[1] *= merged;
    grouped.insert(grouped.begin(), groups / merged);
    return grouped;
}

Dims spatial_dims(const Dims& dims) { return {dims.begin() + 2, dims.end()}; }

void skip_defective_kernels(dnnl::convolution_forward::primitive_desc& primitive_desc, const WindowGeometry& geometry) {
    while (primitive_desc && has_known_defect(primitive_desc.impl_info_str(), geometry)) {
        if (!primitive_desc.next_impl()) primitive_desc = {};
    }
}

View weights_of(PlanBuilder& builder, const Convolution& convolution, std::int64_t merged) {
    const View& weights = builder.view(convolution.weights);
    return merged == 1 ? weights : merge_groups(builder, weights, convolution.groups, merged);
}

void lower_direct(PlanBuilder& builder, ValueId dst, const Convolution& convolution, DirectActivation activation) {
    const Dims& dst_dims = builder.dims(dst);
    const Dims& weights_dims = builder.dims(convolution.weights);
    const Desc bias = convolution.bias ? plain_layout(builder.dims(*convolution.bias), DataType::f32) : Desc();
    const std::span<const PostOp> post_ops = convolution.post_ops;

    const Dims& src_dims = builder.dims(convolution.src);
    const Dims kernel = spatial_dims(weights_dims);
    const Window window = WindowGeometry{src_dims, dst_dims, kernel, convolution.window}.without_idle_stride();
    const WindowGeometry geometry{src_dims, dst_dims, kernel, window};
    geometry.require_32_bits();
    const std::optional<View> destination = builder.destination(dst);
    const auto selection = select_form(
        convolution_forms(builder, dst, convolution, destination, activation), [&](const ConvolutionForm& form) {
            dnnl::convolution_forward::primitive_desc primitive_desc(
                builder.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, form.src,
                any_layout(grouped_weights(weights_dims, convolution.groups, form.merged_groups),
                           builder.compute_type()),
                bias, form.dst, window.strides, geometry.skipped_places(), window.pads_begin, window.pads_end,
                fuse_post_ops(builder, post_ops.first(form.fused), dst_dims), true);
            skip_defective_kernels(primitive_desc, geometry);
            return primitive_desc;
        });
    const auto& primitive_desc = selection.primitive_desc;
    const ConvolutionForm& form = selection.form;

    const View weights = builder.reshape(weights_of(builder, convolution, form.merged_groups),
                                         grouped_weights(weights_dims, convolution.groups, form.merged_groups));
    std::vector<Argument> arguments{{DNNL_ARG_SRC, builder.view(convolution.src)}, {DNNL_ARG_WEIGHTS, weights}};
    if (convolution.bias) arguments.push_back({DNNL_ARG_BIAS, builder.view(*convolution.bias)});
    builder.define(dst, add_step_with_post_ops(builder, name_of(convolution), primitive_desc, arguments, post_ops,
                                               form.fused, destination, &builder.choice(dst)));
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Convolution& convolution) {
    const ConvolutionAlgorithm algorithm = builder.choice(dst).algorithm;
    const int tile = winograd_tile(algorithm);
    if (tile != 0) {
        lower_with_winograd(builder, dst, convolution, kernels::WinogradTile{tile});
    } else {
        const bool own = algorithm == ConvolutionAlgorithm::direct_own_activation;
        lower_direct(builder, dst, convolution, own ? DirectActivation::own : DirectActivation::fused);
    }
}

}  // namespace mish4j::onednn
