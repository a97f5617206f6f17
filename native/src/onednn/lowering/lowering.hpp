// SPDX-License-Identifier: Apache-2.0
//
// Lowering: turning an operator of a program into steps of a plan. Each overload adds the steps of one kind of operator
// and defines the operator's value.
#pragma once

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
void lower(PlanBuilder& builder, ValueId dst, const Interpolate& interpolate);
void lower(PlanBuilder& builder, ValueId dst, const ResizeNearest& resize);
void lower(PlanBuilder& builder, ValueId dst, const ConvertImage& image);
void lower(PlanBuilder& builder, ValueId dst, const Softmax& softmax);
void lower(PlanBuilder& builder, ValueId dst, const MeanVarianceNormalization& normalize);
void lower(PlanBuilder& builder, ValueId dst, const Reshape& reshape);
void lower(PlanBuilder& builder, ValueId dst, const Transpose& transpose);
void lower(PlanBuilder& builder, ValueId dst, const Reduce& reduce);
void lower(PlanBuilder& builder, ValueId dst, const ArgReduce& reduce);
void lower(PlanBuilder& builder, ValueId dst, const TopK& top_k);

// Lower binary functions that oneDNN lacks, or does not give NaN for NaN: the power; the smaller and the larger of two.
void lower_power(PlanBuilder& builder, ValueId dst, const Binary& power);
void lower_extremum(PlanBuilder& builder, ValueId dst, const Binary& extremum);

}  // namespace mish4j::onednn
