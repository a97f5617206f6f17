// SPDX-License-Identifier: Apache-2.0
//
// Lowering: turning an operator of a program into steps of a plan. Each overload adds the steps of one kind of operator
// and defines the operator's value.
#pragma once

#include "kernels/residual_place.hpp"
#include "onednn/forms/post_ops.hpp"
#include "onednn/plan/plan_builder.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const Convolution& convolution);
void lower(PlanBuilder& builder, ValueId dst, const Deconvolution& deconvolution);
void lower(PlanBuilder& builder, ValueId dst, const Matmul& matmul);
void lower(PlanBuilder& builder, ValueId dst, const Pooling& pooling);
void lower(PlanBuilder& builder, ValueId dst, const EltwiseOp& operation);
void lower(PlanBuilder& builder, ValueId dst, const Binary& binary);
void lower(PlanBuilder& builder, ValueId dst, const Select& select);
void lower(PlanBuilder& builder, ValueId dst, const Concat& concat);
void lower(PlanBuilder& builder, ValueId dst, const Slice& slice);
void lower(PlanBuilder& builder, ValueId dst, const Gather& gather);
void lower(PlanBuilder& builder, ValueId dst, const Resample& resample);
void lower(PlanBuilder& builder, ValueId dst, const ResizeNearest& resize);
void lower(PlanBuilder& builder, ValueId dst, const ConvertImage& image);
void lower(PlanBuilder& builder, ValueId dst, const Softmax& softmax);
void lower(PlanBuilder& builder, ValueId dst, const Normalize& normalize);
void lower(PlanBuilder& builder, ValueId dst, const Reshape& reshape);
void lower(PlanBuilder& builder, ValueId dst, const Transpose& transpose);
void lower(PlanBuilder& builder, ValueId dst, const Reduce& reduce);
void lower(PlanBuilder& builder, ValueId dst, const ArgReduce& reduce);

// Lower with oneDNN's direct convolutions and products.
void lower_direct(PlanBuilder& builder, ValueId dst, const Convolution& convolution, DirectActivation activation);
void lower_direct(PlanBuilder& builder, ValueId dst, const Matmul& matmul, DirectActivation activation);

// Lower binary functions that oneDNN lacks, or does not give NaN for NaN: the power; the smaller and the larger of two.
void lower_power(PlanBuilder& builder, ValueId dst, const Binary& power);
void lower_extremum(PlanBuilder& builder, ValueId dst, const Binary& extremum);

// The tensor in a type and layout for which there is a kernel of the function: itself, if that is so already.
View eltwise_operand(PlanBuilder& builder, const Eltwise& eltwise, const View& src);

// Adds the step of an element-wise function. src and dst may be the same tensor; their layouts are the same, or, for an
// activation, differ in their strides only, and such that there is a kernel.
void add_eltwise(PlanBuilder& builder, const Eltwise& eltwise, const View& src, const View& dst);

// Adds the step of an activation and of the addition of a residual before or after it, in place. There is a kernel for
// dst's layout.
void add_activation_with_residual(PlanBuilder& builder, const Eltwise& activation, kernels::ResidualPlace place,
                                  const View& residual, const View& dst);

// Whether there is more than a reference kernel for that.
bool has_eltwise_kernel(const PlanBuilder& builder, const Eltwise& eltwise, const Desc& layout);

}  // namespace mish4j::onednn
