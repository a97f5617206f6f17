// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "onednn/forms/post_ops.hpp"
#include "onednn/library/selection.hpp"

namespace mish4j::onednn {

namespace {

struct MatmulForm {
    Desc src;
    Desc weights;
    std::size_t fused;
};

// A factor as it lies, unless in blocks, and plain. Where a dimension is 1, plain only: oneDNN 3.13's kernels take some
// permuted layouts for others by the strides of such dimensions, and give wrong results.
std::vector<Desc> factor_layouts(const Desc& factor) {
    const Dims dims = factor.get_dims();
    const Desc plain = plain_layout(dims, factor.get_data_type());
    const bool ambiguous = std::find(dims.begin(), dims.end(), 1) != dims.end();
    if (has_inner_blocks(factor) || factor == plain || ambiguous) return {plain};
    return {factor, plain};
}

std::vector<MatmulForm> matmul_forms(const std::vector<Desc>& srcs, const std::vector<Desc>& weights,
                                     const std::vector<std::size_t>& fusions) {
    std::vector<MatmulForm> forms;
    for (std::size_t fused : fusions) {
        for (const Desc& src : srcs) {
            for (const Desc& weight : weights) forms.push_back({src, weight, fused});
        }
    }
    return forms;
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Matmul& matmul) {
    const DataType type = builder.compute_type();
    const Desc dst_desc = plain_layout(builder.dims(dst), type);
    const View src = builder.operand(matmul.src);
    const View weights = builder.operand(matmul.weights);
    const std::span<const PostOp> post_ops = matmul.post_ops;
    Dims bias_dims(dst_desc.get_dims().size(), 1);
    bias_dims.back() = dst_desc.get_dims().back();
    const Desc bias = matmul.bias ? plain_layout(bias_dims, DataType::f32) : Desc();

    // Constants are packed once, as the kernel likes it; others would be in every run.
    const std::vector<Desc> weights_layouts = builder.is_constant(weights)
                                                  ? std::vector{any_layout(weights.desc.get_dims(), type)}
                                                  : factor_layouts(weights.desc);
    const auto selection =
        select_form(matmul_forms(factor_layouts(src.desc), weights_layouts, fusions_to_try(builder, post_ops)),
                    [&](const MatmulForm& form) {
                        return dnnl::matmul::primitive_desc(
                            builder.engine(), form.src, form.weights, bias, dst_desc,
                            fuse_post_ops(builder, post_ops.first(form.fused), dst_desc.get_dims()), true);
                    });
    const auto& primitive_desc = selection.primitive_desc;

    std::vector<Argument> arguments{{DNNL_ARG_SRC, src}, {DNNL_ARG_WEIGHTS, weights}};
    if (matmul.bias) arguments.push_back({DNNL_ARG_BIAS, builder.reshape(builder.view(*matmul.bias), bias_dims)});
    builder.define(dst, add_step_with_post_ops(builder, name_of(matmul), primitive_desc, arguments, post_ops,
                                               selection.form.fused));
}

}  // namespace mish4j::onednn
