// SPDX-License-Identifier: Apache-2.0
#include <string_view>

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

// Whether some window, of those along one spatial dimension, sees nothing but padding.
bool has_blind_window(std::int64_t in, std::int64_t out, std::int64_t kernel, const Window& window, std::size_t axis) {
    for (std::int64_t i = 0; i < out; ++i) {
        const std::int64_t first = i * window.strides[axis] - window.pads_begin[axis];
        bool blind = true;
        for (std::int64_t k = 0; k < kernel && blind; ++k) {
            const std::int64_t place = first + k * window.dilations[axis];
            blind = place < 0 || place >= in;
        }
        if (blind) return true;
    }
    return false;
}

bool has_blind_window(const PlanBuilder& builder, const Convolution& convolution, const Dims& dst_dims) {
    const Dims& src = builder.dims(convolution.src);
    const Dims& weights = builder.dims(convolution.weights);
    for (std::size_t axis = 0; axis + 2 < src.size(); ++axis) {
        if (has_blind_window(src[axis + 2], dst_dims[axis + 2], weights[axis + 2], convolution.window, axis)) {
            return true;
        }
    }
    return false;
}

// Goes on to the first kernel that isn't one of the "brgemm" family, if it is one; these crash (oneDNN 3.13, with more
// than one thread) where a window is blind.
void skip_brgemm(dnnl::convolution_forward::primitive_desc& primitive_desc) {
    while (primitive_desc && std::string_view(primitive_desc.impl_info_str()).starts_with("brg")) {
        if (!primitive_desc.next_impl()) primitive_desc = {};
    }
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

    const bool blind = has_blind_window(builder, convolution, dst_dims);
    std::vector<std::size_t> fusions;
    for (std::size_t fused = post_ops.size() + 1; fused-- > 0;) fusions.push_back(fused);
    const auto selection = select_form(fusions, [&](std::size_t fused) {
        dnnl::convolution_forward::primitive_desc primitive_desc(
            builder.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct,
            any_layout(builder.dims(convolution.src), type), any_layout(weights_dims, type), bias,
            any_layout(dst_dims, type), window.strides, skipped_places(window.dilations), window.pads_begin,
            window.pads_end, fuse_post_ops(builder, post_ops.first(fused), dst_dims), true);
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
