// SPDX-License-Identifier: Apache-2.0
#include "eltwise_forms.hpp"
#include "lowering.hpp"
#include "mish_kernel.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

namespace {

// On its own, Mish has the accurate form, which oneDNN's is not for negative x: see MishKernel. The padding of blocks
// may be computed too, since mish(0) is 0.
bool has_own_kernel(const Eltwise& eltwise, const Desc& desc) {
    return eltwise.kind == EltwiseKind::mish && desc.get_data_type() == DataType::f32 && is_dense(desc);
}

dnnl::eltwise_forward::primitive_desc eltwise_primitive(const PlanBuilder& builder, const Eltwise& eltwise,
                                                        const Desc& desc) {
    const EltwiseForm form = eltwise_form(eltwise);
    return {builder.engine(),
            dnnl::prop_kind::forward_inference,
            form.algorithm,
            desc,
            desc,
            form.alpha,
            form.beta,
            builder.attributes(),
            true};
}

}  // namespace

void add_eltwise(PlanBuilder& builder, const Eltwise& eltwise, const View& src, const View& dst) {
    if (has_own_kernel(eltwise, src.desc)) {
        const auto count = byte_count(src.desc) / static_cast<std::int64_t>(sizeof(float));
        builder.add_step("mish", MishKernel::name(), std::make_shared<MishKernel>(count), src, dst);
        return;
    }
    const auto primitive_desc = eltwise_primitive(builder, eltwise, src.desc);
    builder.add_step(name_of(eltwise), primitive_desc, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
}

bool has_eltwise_kernel(const PlanBuilder& builder, const Eltwise& eltwise, const Desc& layout) {
    if (has_own_kernel(eltwise, layout)) return true;
    const auto primitive_desc = eltwise_primitive(builder, eltwise, layout);
    return primitive_desc && !is_reference(primitive_desc);
}

void lower(PlanBuilder& builder, ValueId dst, const EltwiseOp& operation) {
    View src = builder.operand(operation.src);
    if (!has_eltwise_kernel(builder, operation.eltwise, src.desc)) {
        src = builder.convert(src, plain_layout(src.desc.get_dims(), src.desc.get_data_type()));
    }
    const View result = builder.allocate_or_use(builder.destination(dst), src.desc);
    add_eltwise(builder, operation.eltwise, src, result);
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
