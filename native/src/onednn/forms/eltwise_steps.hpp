// SPDX-License-Identifier: Apache-2.0
//
// The steps of element-wise functions by themselves.
#pragma once

#include "kernels/residual_place.hpp"
#include "onednn/plan/plan_builder.hpp"

namespace mish4j::onednn {

// The tensor in a type and layout for which there is a kernel of the function: itself, if that is so already.
View eltwise_operand(PlanBuilder& builder, const Eltwise& eltwise, const View& src);

// Adds the step of an element-wise function. src and dst may be the same tensor; their layouts are the same, or, for an
// activation, differ in their strides only, and such that there is a kernel.
void add_eltwise(PlanBuilder& builder, const Eltwise& eltwise, const View& src, const View& dst);

// Adds the step of an activation and of the addition of a residual before or after it, in place. There is a kernel for
// dst's layout.
void add_activation_with_residual(PlanBuilder& builder, const Eltwise& activation, kernels::ResidualPlace place,
                                  const View& residual, const View& dst);

// Whether there is more than a reference kernel for the function of a tensor in this layout.
bool has_eltwise_kernel(const PlanBuilder& builder, const Eltwise& eltwise, const Desc& layout);

}  // namespace mish4j::onednn
