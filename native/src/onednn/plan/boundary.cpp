// SPDX-License-Identifier: Apache-2.0
//
// The part of the plan builder that brings inputs and constants of other types to f32, and outputs to theirs.
#include "onednn/kernels/conversion_kernel.hpp"
#include "onednn/library/data_types.hpp"
#include "plan_builder.hpp"
#include "program/element_type.hpp"

namespace mish4j::onednn {

bool PlanBuilder::is_computed_with(ElementType type) const {
    return type == ElementType::f32 || type == element_type_of(compute_type_);
}

// Elements of types that oneDNN need not know are bytes to it.
Desc PlanBuilder::boundary_layout(ValueId value) const {
    const ElementType type = program_.values[value].type;
    if (is_computed_with(type)) {
        return plain_layout(dims(value), type == ElementType::f32 ? DataType::f32 : compute_type_);
    }
    return plain_layout({program_.values[value].element_count() * element_size(type)}, DataType::u8);
}

void PlanBuilder::define_boundary(ValueId value, BufferId buffer) {
    const View view{buffer, boundary_layout(value)};
    if (is_computed_with(program_.values[value].type)) {
        define(value, view);
    } else {
        values_.raw_view(value) = view;
    }
}

std::optional<View> PlanBuilder::raw_view(ValueId value, ElementType type) {
    return program_.values[value].type == type ? values_.raw_view(value) : std::nullopt;
}

const View& PlanBuilder::view(ValueId value) {
    if (!values_.view(value)) define(value, converted(value));
    return *values_.view(value);
}

View PlanBuilder::converted(ValueId value) {
    const Value& source = program_.values[value];
    const View& raw = *values_.raw_view(value);
    const Desc desc = plain_layout(source.dims, DataType::f32);
    auto kernel =
        std::make_shared<ConversionKernel>(source.type, raw.desc, ElementType::f32, desc, source.element_count());
    if (!is_constant(raw)) return add_step("convert", ConversionKernel::name, std::move(kernel), {raw});
    AlignedMemory memory(byte_count(desc), "converted constants");
    const void* const elements = source.data;
    kernel->run({&elements, 1}, memory.data(), nullptr);
    return add_constant(desc, std::move(memory));
}

void PlanBuilder::write_output(ValueId value, ElementType type, BufferId buffer) {
    const Value& source = program_.values[value];
    const std::optional<View> raw = raw_view(value, type);
    const bool as_it_is = raw.has_value();
    const View src = as_it_is ? *raw : view(value);
    const View dst{buffer, plain_layout({source.element_count() * element_size(type)}, DataType::u8)};
    auto kernel = std::make_shared<ConversionKernel>(as_it_is ? type : ElementType::f32,
                                                     as_it_is ? src.desc : plain_layout(dims(value), DataType::f32),
                                                     type, dst.desc, source.element_count());
    add_step(as_it_is ? "copy" : "convert", ConversionKernel::name, std::move(kernel), {src}, dst);
}

}  // namespace mish4j::onednn
