// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "onednn/forms/post_ops.hpp"
#include "onednn/kernels/axis/gather_kernel.hpp"
#include "onednn/library/selection.hpp"
#include "onednn/library/window_geometry.hpp"

namespace mish4j::onednn {

namespace {

// [C, K / groups, kernel...] as [K, C, kernel...], or, with groups, [groups, K / groups, C / groups, kernel...]: as
// oneDNN wants weights.
View weights_view(PlanBuilder& builder, const Deconvolution& deconvolution) {
    Dims dims = builder.dims(deconvolution.weights);
    const bool grouped = deconvolution.groups > 1;
    if (grouped) {
        dims[0] /= deconvolution.groups;
        dims.insert(dims.begin(), deconvolution.groups);
    }
    const View weights = builder.reshape(builder.view(deconvolution.weights), dims);
    std::vector<int> moved_to(dims.size());
    std::iota(moved_to.begin(), moved_to.end(), 0);
    std::swap(moved_to[grouped ? 1 : 0], moved_to[grouped ? 2 : 1]);
    return {weights.buffer, weights.desc.permute_axes(moved_to), weights.offset};
}

// The source with zeros behind its last elements, in each spatial dimension so many that less than a stride of the
// output's pads remains: oneDNN knows no longer ones.
View extended_src(PlanBuilder& builder, const Deconvolution& deconvolution) {
    View src = builder.view(deconvolution.src);
    for (std::size_t i = 0; i < deconvolution.output_pads.size(); ++i) {
        const std::int64_t zeros = deconvolution.output_pads[i] / deconvolution.window.strides[i];
        if (zeros == 0) continue;
        const std::size_t axis = i + 2;
        const std::int64_t size = src.desc.get_dims()[axis];
        Dims indices(static_cast<std::size_t>(size + zeros), GatherKernel::zero);
        std::iota(indices.begin(), indices.begin() + size, 0);
        auto kernel =
            std::make_shared<GatherKernel>(unblocked_layout(src.desc, DataType::f32), axis, std::move(indices));
        src = builder.add_step("pad", GatherKernel::name, std::move(kernel), {src});
    }
    return src;
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Deconvolution& deconvolution) {
    const DataType type = builder.compute_type();
    const Dims& dst_dims = builder.dims(dst);
    const Window& window = deconvolution.window;
    const std::span<const PostOp> post_ops = deconvolution.post_ops;
    const View src = extended_src(builder, deconvolution);
    const Dims src_dims = src.desc.get_dims();
    const View weights = weights_view(builder, deconvolution);
    const Dims weights_dims = weights.desc.get_dims();
    const Dims kernel(weights_dims.end() - static_cast<std::ptrdiff_t>(src_dims.size() - 2), weights_dims.end());
    const Desc bias = deconvolution.bias ? plain_layout(builder.dims(*deconvolution.bias), DataType::f32) : Desc();

    // The windows lie on the result.
    const WindowGeometry geometry{dst_dims, src_dims, kernel, window};
    geometry.require_32_bits();
    const auto selection = select_form(fusions_to_try(builder, post_ops), [&](std::size_t fused) {
        return dnnl::deconvolution_forward::primitive_desc(
            builder.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::deconvolution_direct,
            any_layout(src_dims, type), any_layout(weights_dims, type), bias, any_layout(dst_dims, type),
            window.strides, geometry.skipped_places(), window.pads_begin, window.pads_end,
            fuse_post_ops(builder, post_ops.first(fused), dst_dims), true);
    });
    const auto& primitive_desc = selection.primitive_desc;

    std::vector<Argument> arguments{{DNNL_ARG_SRC, src}, {DNNL_ARG_WEIGHTS, weights}};
    if (deconvolution.bias) arguments.push_back({DNNL_ARG_BIAS, builder.view(*deconvolution.bias)});
    builder.define(dst, add_step_with_post_ops(builder, name_of(deconvolution), primitive_desc, arguments, post_ops,
                                               selection.form));
}

}  // namespace mish4j::onednn
