// SPDX-License-Identifier: Apache-2.0
#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "onednn/kernels/broadcast_kernels.hpp"

namespace mish4j::onednn {

namespace {

template <typename OwnKernel, typename... Arguments>
void lower_broadcast(PlanBuilder& builder, const std::string& operation, const std::vector<ValueId>& values,
                     ValueId dst, Arguments... arguments) {
    std::vector<View> srcs;
    std::vector<Dims> dims;
    for (ValueId value : values) {
        dims.push_back(builder.dims(value));
        srcs.push_back(builder.view(value));
    }
    auto kernel = std::make_shared<OwnKernel>(dims, builder.dims(dst), arguments...);
    builder.define(dst, builder.add_step(operation, OwnKernel::name, std::move(kernel), srcs));
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Select& select) {
    lower_broadcast<SelectKernel>(builder, name_of(select), {select.condition, select.src0, select.src1}, dst);
}

void lower_power(PlanBuilder& builder, ValueId dst, const Binary& power) {
    lower_broadcast<PowerKernel>(builder, name_of(power.kind), {power.src0, power.src1}, dst);
}

void lower_extremum(PlanBuilder& builder, ValueId dst, const Binary& extremum) {
    lower_broadcast<ExtremumKernel>(builder, name_of(extremum.kind), {extremum.src0, extremum.src1}, dst,
                                    extremum.kind == BinaryKind::max);
}

}  // namespace mish4j::onednn
