// SPDX-License-Identifier: Apache-2.0
#include "eltwise_steps.hpp"

#include <memory>
#include <optional>

#include "common/operation_names.hpp"
#include "eltwise_forms.hpp"
#include "kernels/activation.hpp"
#include "kernels/instruction_set.hpp"
#include "onednn/kernels/activation_kernel.hpp"
#include "onednn/library/selection.hpp"
#include "onednn/loops/element_runs.hpp"

namespace mish4j::onednn {

namespace {

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

void add_activation(PlanBuilder& builder, const Eltwise& activation, const View& src, const View& dst) {
    builder.add_step(
        name_of(activation), kernels::kernel_name(),
        std::make_shared<ActivationKernel>(activation, kernels::ResidualPlace::none, src.desc, std::nullopt, dst.desc),
        {src}, dst);
}

}  // namespace

View eltwise_operand(PlanBuilder& builder, const Eltwise& eltwise, const View& src) {
    if (has_eltwise_kernel(builder, eltwise, src.desc)) return src;
    return builder.convert(src, plain_layout(src.desc.get_dims(), src.desc.get_data_type()));
}

void add_activation_with_residual(PlanBuilder& builder, const Eltwise& activation, kernels::ResidualPlace place,
                                  const View& residual, const View& dst) {
    const View addend =
        differ_in_strides_only(residual.desc, dst.desc) ? residual : builder.convert(residual, dst.desc);
    const bool before = place == kernels::ResidualPlace::before_activation;
    builder.add_step(before ? "add+" + name_of(activation) : name_of(activation) + "+add", kernels::kernel_name(),
                     std::make_shared<ActivationKernel>(activation, place, dst.desc, addend.desc, dst.desc),
                     {dst, addend}, dst);
}

void add_eltwise(PlanBuilder& builder, const Eltwise& eltwise, const View& src, const View& dst) {
    if (ActivationKernel::computes(eltwise, src.desc)) return add_activation(builder, eltwise, src, dst);
    const auto primitive_desc = require_kernel(eltwise_primitive(builder, eltwise_form(eltwise).value(), src.desc));
    builder.add_step(name_of(eltwise), primitive_desc, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
}

bool has_eltwise_kernel(const PlanBuilder& builder, const Eltwise& eltwise, const Desc& layout) {
    if (kernels::is_activation(eltwise.kind)) return ActivationKernel::computes(eltwise, layout);
    const auto primitive_desc = eltwise_primitive(builder, eltwise_form(eltwise).value(), layout);
    return primitive_desc && !is_reference(primitive_desc);
}

}  // namespace mish4j::onednn
