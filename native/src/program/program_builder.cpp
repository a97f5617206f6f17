// SPDX-License-Identifier: Apache-2.0
#include "program_builder.hpp"

#include <algorithm>
#include <utility>

#include "element_type.hpp"
#include "eltwise_parameters.hpp"
#include "sources.hpp"

namespace mish4j {

namespace {

bool has_name(const std::vector<Port>& ports, std::string_view name) {
    return std::any_of(ports.begin(), ports.end(), [&](const Port& port) { return port.name == name; });
}

bool is_aligned(const void* data, std::int64_t alignment) {
    return reinterpret_cast<std::uintptr_t>(data) % static_cast<std::uintptr_t>(alignment) == 0;
}

}  // namespace

const Value& ProgramBuilder::value(ValueId id, std::string_view argument) const {
    if (id < 0 || static_cast<std::size_t>(id) >= program_.values.size()) {
        throw Error(MISH4J_INVALID_ARGUMENT, text(argument, " is value ", id, ", but the program has ",
                                                  program_.values.size(), " values, numbered from 0"));
    }
    return program_.values[static_cast<std::size_t>(id)];
}

const Dims& ProgramBuilder::dims(const OperatorLabel& label, ValueId id, std::string_view argument) const {
    return SourceShapes(label, program_.values).of(id, argument);
}

OperatorLabel ProgramBuilder::constant_label() const { return {"constant", text("value_", program_.values.size())}; }

OperatorLabel ProgramBuilder::label(std::string_view kind, std::string name) const {
    if (name.empty()) name = text(kind, "_", program_.operators.size());
    return {kind, std::move(name)};
}

ValueId ProgramBuilder::add_value(Value value, std::int32_t producer) {
    uses_.push_back({producer});
    try {
        program_.values.push_back(std::move(value));
    } catch (...) {
        uses_.pop_back();
        throw;
    }
    return static_cast<ValueId>(program_.values.size() - 1);
}

void ProgramBuilder::remove_last_value() noexcept {
    program_.values.pop_back();
    uses_.pop_back();
}

ValueId ProgramBuilder::add_input(std::string name, ElementType type, Dims dims) {
    const OperatorLabel label{"input", name};
    check_shape(label, dims, type);
    if (has_name(program_.inputs, name)) label.fail("the program has an input of this name already");
    const ValueId id = add_value({type, std::move(dims)}, -1);
    try {
        program_.inputs.push_back({std::move(name), id, type});
    } catch (...) {
        remove_last_value();
        throw;
    }
    return id;
}

ValueId ProgramBuilder::add_constant(ElementType type, Dims dims, const void* data, std::int64_t bytes) {
    const OperatorLabel label = constant_label();
    check_shape(label, dims, type);
    Value constant{type, std::move(dims), data};
    if (data == nullptr) label.fail("data is null");
    if (bytes != byte_size(constant)) {
        label.fail("the shape ", constant.dims, " takes ", byte_size(constant), " bytes, found ", bytes);
    }
    if (!is_aligned(data, element_size(type))) label.fail("data is not aligned to ", element_size(type), " bytes");
    return add_value(std::move(constant), -1);
}

void ProgramBuilder::add_output(ValueId id, ElementType type, std::string name) {
    check_shape({"output", name}, value(id, "value").dims, type);
    if (has_name(program_.outputs, name)) {
        OperatorLabel{"output", name}.fail("the program has an output of this name already");
    }
    program_.outputs.push_back({std::move(name), id, type});
    uses_[static_cast<std::size_t>(id)].output = true;
}

ValueId ProgramBuilder::commit(const OperatorLabel& label, Operation operation, Dims dims) {
    check_shape(label, dims, ElementType::f32);
    const std::vector<ValueId> operands = operands_of(operation);
    const auto index = static_cast<std::int32_t>(program_.operators.size());
    const ValueId dst = add_value({ElementType::f32, std::move(dims)}, index);
    try {
        program_.operators.push_back({label.name, std::move(operation), dst});
    } catch (...) {
        remove_last_value();
        throw;
    }
    for (ValueId operand : operands) uses_[static_cast<std::size_t>(operand)].read = true;
    return dst;
}

ProgramBuilder::Appendable ProgramBuilder::appendable(ValueId dst) {
    value(dst, "dst");
    const Use& use = uses_[static_cast<std::size_t>(dst)];
    std::string_view kind;
    std::vector<PostOp>* post_ops = nullptr;
    if (use.producer >= 0) {
        Operation& operation = program_.operators[static_cast<std::size_t>(use.producer)].operation;
        if (auto* convolution = std::get_if<Convolution>(&operation)) {
            kind = "convolution";
            post_ops = &convolution->post_ops;
        } else if (auto* deconvolution = std::get_if<Deconvolution>(&operation)) {
            kind = "deconvolution";
            post_ops = &deconvolution->post_ops;
        } else if (auto* matmul = std::get_if<Matmul>(&operation)) {
            kind = "matmul";
            post_ops = &matmul->post_ops;
        }
    }
    if (post_ops == nullptr) {
        throw Error(MISH4J_INVALID_ARGUMENT,
                    text("dst is value ", dst, ", which no convolution, no deconvolution and no matmul gives"));
    }
    OperatorLabel label{kind, program_.operators[static_cast<std::size_t>(use.producer)].name};
    if (use.read) label.fail("nothing can be appended, an operator reads its result, value ", dst, ", already");
    if (use.output) label.fail("nothing can be appended, its result, value ", dst, ", is an output already");
    return {std::move(label), *post_ops};
}

void ProgramBuilder::append_eltwise(ValueId dst, Eltwise eltwise) {
    const Appendable target = appendable(dst);
    target.post_ops.push_back(checked_eltwise(target.label, eltwise));
}

void ProgramBuilder::append_add(ValueId dst, ValueId other) {
    const Appendable target = appendable(dst);
    const Dims& shape = dims(target.label, other, "other");
    if (other >= dst) {
        target.label.fail("other is value ", other, ", expected one that was created before the result, value ", dst);
    }
    const Dims& expected = program_.values[static_cast<std::size_t>(dst)].dims;
    if (shape != expected) target.label.fail("expected other ", expected, ", found ", shape);
    target.post_ops.push_back(AddValue{other});
    uses_[static_cast<std::size_t>(other)].read = true;
}

}  // namespace mish4j
