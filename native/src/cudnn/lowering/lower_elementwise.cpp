// SPDX-License-Identifier: Apache-2.0
//
// Functions of one, two and three operands, element by element.
#include <array>

#include "common/operation_names.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "lowering.hpp"

namespace mish4j::cudnn {

namespace {

// Laid out as the first operand that has all of the result's dimensions; else plain.
TensorDesc result_desc(const PlanBuilder& builder, std::initializer_list<const View*> operands, const Dims& dims) {
    for (const View* operand : operands) {
        if (operand->desc.dims == dims) return dense_desc_like(operand->desc, builder.compute_type(), dims);
    }
    return plain_desc(builder.compute_type(), dims);
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const EltwiseOp& operation) {
    const View src = builder.view(operation.src);
    const View result = builder.result(dst, result_desc(builder, {&src}, builder.dims(dst)));
    const std::array<ChainLink, 1> chain{operation.eltwise};
    builder.add_step(name_of(operation.eltwise), chain_call(chain, src.desc, {}, result.desc), {src}, result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const Binary& binary) {
    const Dims& dims = builder.dims(dst);
    const View src0 = builder.view(binary.src0);
    const View src1 = builder.view(binary.src1);
    const View result = builder.result(dst, result_desc(builder, {&src0, &src1}, dims));
    const View left = broadcast_view(src0, dims);
    const View right = broadcast_view(src1, dims);
    builder.add_step(name_of(binary.kind), binary_call(binary.kind, left.desc, right.desc, result.desc), {left, right},
                     result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const Select& select) {
    const Dims& dims = builder.dims(dst);
    const View condition_view = builder.view(select.condition);
    const View src0 = builder.view(select.src0);
    const View src1 = builder.view(select.src1);
    const View result = builder.result(dst, result_desc(builder, {&src0, &src1, &condition_view}, dims));
    const View condition = broadcast_view(condition_view, dims);
    const View left = broadcast_view(src0, dims);
    const View right = broadcast_view(src1, dims);
    builder.add_step(name_of(select), select_call(condition.desc, left.desc, right.desc, result.desc),
                     {condition, left, right}, result);
    builder.define(dst, result);
}

}  // namespace mish4j::cudnn
