// SPDX-License-Identifier: Apache-2.0
#include "post_ops.hpp"

#include <utility>

#include "eltwise_forms.hpp"
#include "lowering.hpp"

namespace mish4j::onednn {

namespace {

int post_op_argument(std::size_t position) {
    return DNNL_ARG_ATTR_MULTIPLE_POST_OP(static_cast<int>(position)) | DNNL_ARG_SRC_1;
}

void add_in_place(PlanBuilder& builder, ValueId other, const View& current) {
    const dnnl::binary::primitive_desc primitive_desc(builder.engine(), dnnl::algorithm::binary_add, current.desc,
                                                      current.desc, current.desc, builder.attributes());
    const View addend = builder.convert(builder.view(other), current.desc);
    builder.add_step("add", primitive_desc,
                     {{DNNL_ARG_SRC_0, current}, {DNNL_ARG_SRC_1, addend}, {DNNL_ARG_DST, current}});
}

}  // namespace

dnnl::primitive_attr fuse_post_ops(const PlanBuilder& builder, std::span<const PostOp> fused, const Dims& dst_dims) {
    dnnl::post_ops post_ops;
    for (const PostOp& post_op : fused) {
        if (const auto* eltwise = std::get_if<Eltwise>(&post_op)) {
            const EltwiseForm form = eltwise_form(*eltwise);
            post_ops.append_eltwise(form.algorithm, form.alpha, form.beta);
        } else {
            post_ops.append_binary(dnnl::algorithm::binary_add, any_layout(dst_dims, builder.compute_type()));
        }
    }
    dnnl::primitive_attr attributes = builder.attributes();
    attributes.set_post_ops(post_ops);
    return attributes;
}

View add_step_with_post_ops(PlanBuilder& builder, const std::string& operation,
                            const dnnl::primitive_desc_base& primitive_desc, std::vector<Argument> arguments,
                            std::span<const PostOp> post_ops, std::size_t fused) {
    std::string whole = operation;
    for (std::size_t i = 0; i < fused; ++i) {
        if (const auto* eltwise = std::get_if<Eltwise>(&post_ops[i])) {
            whole += '+';
            whole += name_of(*eltwise);
            continue;
        }
        whole += "+add";
        const int key = post_op_argument(i);
        const View& other = builder.view(std::get<AddValue>(post_ops[i]).other);
        const Desc wanted = primitive_desc.query_md(dnnl::query::exec_arg_md, key);
        arguments.push_back({key, builder.convert(other, wanted)});
    }
    const View dst = builder.allocate(primitive_desc.query_md(dnnl::query::exec_arg_md, DNNL_ARG_DST));
    arguments.push_back({DNNL_ARG_DST, dst});
    builder.add_step(whole, primitive_desc, std::move(arguments));

    for (const PostOp& post_op : post_ops.subspan(fused)) {
        if (const auto* eltwise = std::get_if<Eltwise>(&post_op)) {
            add_eltwise(builder, *eltwise, dst, dst);
        } else {
            add_in_place(builder, std::get<AddValue>(post_op).other, dst);
        }
    }
    return dst;
}

}  // namespace mish4j::onednn
