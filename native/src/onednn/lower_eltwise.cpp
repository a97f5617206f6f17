// SPDX-License-Identifier: Apache-2.0
#include "../common/operation_names.hpp"
#include "axis_loops.hpp"
#include "elementwise_kernel.hpp"
#include "eltwise_forms.hpp"
#include "lowering.hpp"
#include "mish_kernel.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

namespace {

// On its own, Mish has the accurate form, which oneDNN's is not for negative x: see MishKernel. The padding of blocks
// may be computed too, since mish(0) is 0.
bool is_for_mish_kernel(const Eltwise& eltwise, const Desc& desc) {
    return eltwise.kind == EltwiseKind::mish && desc.get_data_type() == DataType::f32 && is_dense(desc);
}

// Whether the elements are floats without gaps. The padding of blocks, which is to stay 0, is a gap.
bool is_for_elementwise_kernel(const Desc& desc) {
    return desc.get_data_type() == DataType::f32 && is_dense(desc) && desc.get_dims() == desc.get_padded_dims();
}

std::int64_t float_count(const Desc& desc) { return byte_count(desc) / static_cast<std::int64_t>(sizeof(float)); }

dnnl::eltwise_forward::primitive_desc eltwise_primitive(const PlanBuilder& builder, const EltwiseForm& form,
                                                        const Desc& desc) {
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

View eltwise_operand(PlanBuilder& builder, const Eltwise& eltwise, const View& src) {
    if (ElementwiseKernel::computes(eltwise.kind)) {
        return is_for_elementwise_kernel(src.desc) ? src : dense_f32(builder, src);
    }
    if (has_eltwise_kernel(builder, eltwise, src.desc)) return src;
    return builder.convert(src, plain_layout(src.desc.get_dims(), src.desc.get_data_type()));
}

void add_eltwise(PlanBuilder& builder, const Eltwise& eltwise, const View& src, const View& dst) {
    if (is_for_mish_kernel(eltwise, src.desc)) {
        builder.add_step("mish", MishKernel::name(), std::make_shared<MishKernel>(float_count(src.desc)), {src}, dst);
        return;
    }
    if (ElementwiseKernel::computes(eltwise.kind)) {
        builder.add_step(name_of(eltwise), ElementwiseKernel::name(),
                         std::make_shared<ElementwiseKernel>(eltwise, float_count(src.desc)), {src}, dst);
        return;
    }
    const auto primitive_desc = require_kernel(eltwise_primitive(builder, eltwise_form(eltwise).value(), src.desc));
    builder.add_step(name_of(eltwise), primitive_desc, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
}

bool has_eltwise_kernel(const PlanBuilder& builder, const Eltwise& eltwise, const Desc& layout) {
    if (is_for_mish_kernel(eltwise, layout)) return true;
    if (ElementwiseKernel::computes(eltwise.kind)) return is_for_elementwise_kernel(layout);
    const auto primitive_desc = eltwise_primitive(builder, eltwise_form(eltwise).value(), layout);
    return primitive_desc && !is_reference(primitive_desc);
}

void lower(PlanBuilder& builder, ValueId dst, const EltwiseOp& operation) {
    const bool own = ElementwiseKernel::computes(operation.eltwise.kind);
    const View src =
        eltwise_operand(builder, operation.eltwise, own ? builder.view(operation.src) : builder.operand(operation.src));
    const View result = builder.allocate_or_use(builder.destination(dst), src.desc);
    add_eltwise(builder, operation.eltwise, src, result);
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
