// SPDX-License-Identifier: Apache-2.0
#include "kernels/activation.hpp"
#include "lowering.hpp"
#include "onednn/forms/eltwise_steps.hpp"
#include "onednn/loops/element_runs.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const EltwiseOp& operation) {
    const View src = eltwise_operand(builder, operation.eltwise, builder.operand(operation.src));
    const std::optional<View> destination = builder.destination(dst);
    // A part of a concatenation's result may lie elsewhere than a tensor by itself.
    const bool writes_part = destination && kernels::is_activation(operation.eltwise.kind) &&
                             differ_in_strides_only(src.desc, destination->desc);
    const View result = writes_part ? *destination : builder.allocate_or_use(destination, src.desc);
    add_eltwise(builder, operation.eltwise, src, result);
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
