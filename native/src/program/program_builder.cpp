// SPDX-License-Identifier: Apache-2.0
#include "program_builder.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "element_type.hpp"
#include "eltwise_parameters.hpp"
#include "shape_inference.hpp"

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
    if (id < 0 || static_cast<std::size_t>(id) >= program_.values.size()) {
        label.fail(argument, " is value ", id, ", but the program has ", program_.values.size(),
                   " values, numbered from 0");
    }
    return program_.values[static_cast<std::size_t>(id)].dims;
}

const Dims* ProgramBuilder::optional_dims(const OperatorLabel& label, const std::optional<ValueId>& id,
                                          std::string_view argument) const {
    return id ? &dims(label, *id, argument) : nullptr;
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

ValueId ProgramBuilder::commit(const OperatorLabel& label, Operation operation, const std::vector<ValueId>& sources,
                               Dims dims) {
    check_shape(label, dims, ElementType::f32);
    const auto index = static_cast<std::int32_t>(program_.operators.size());
    const ValueId dst = add_value({ElementType::f32, std::move(dims)}, index);
    try {
        program_.operators.push_back({label.name, std::move(operation), dst});
    } catch (...) {
        remove_last_value();
        throw;
    }
    for (ValueId source : sources) uses_[static_cast<std::size_t>(source)].read = true;
    return dst;
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Convolution operation) {
    std::vector<ValueId> sources = {operation.src, operation.weights};
    if (operation.bias) sources.push_back(*operation.bias);
    Dims result = infer_convolution(label, dims(label, operation.src, "src"), dims(label, operation.weights, "weights"),
                                    optional_dims(label, operation.bias, "bias"), operation.groups, operation.window);
    return commit(label, std::move(operation), sources, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Deconvolution operation) {
    std::vector<ValueId> sources = {operation.src, operation.weights};
    if (operation.bias) sources.push_back(*operation.bias);
    Dims result = infer_deconvolution(
        label, dims(label, operation.src, "src"), dims(label, operation.weights, "weights"),
        optional_dims(label, operation.bias, "bias"), operation.groups, operation.window, operation.output_pads);
    return commit(label, std::move(operation), sources, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Matmul operation) {
    std::vector<ValueId> sources = {operation.src, operation.weights};
    if (operation.bias) sources.push_back(*operation.bias);
    Dims result = infer_matmul(label, dims(label, operation.src, "src"), dims(label, operation.weights, "weights"),
                               optional_dims(label, operation.bias, "bias"));
    return commit(label, std::move(operation), sources, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Pooling operation) {
    const ValueId src = operation.src;
    Dims result = infer_pooling(label, dims(label, src, "src"), operation.kernel, operation.window);
    return commit(label, std::move(operation), {src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, EltwiseOp operation) {
    const Dims& shape = dims(label, operation.src, "src");
    operation.eltwise = checked_eltwise(label, operation.eltwise);
    return commit(label, operation, {operation.src}, shape);
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Binary operation) {
    Dims result = infer_binary(label, dims(label, operation.src0, "src0"), dims(label, operation.src1, "src1"));
    return commit(label, operation, {operation.src0, operation.src1}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Select operation) {
    Dims result = infer_select(label, dims(label, operation.condition, "condition"),
                               dims(label, operation.src0, "src0"), dims(label, operation.src1, "src1"));
    return commit(label, operation, {operation.condition, operation.src0, operation.src1}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Concat operation) {
    std::vector<const Dims*> shapes;
    for (ValueId src : operation.srcs) shapes.push_back(&dims(label, src, "srcs"));
    Dims result = infer_concat(label, operation.axis, shapes);
    const std::vector<ValueId> sources = operation.srcs;
    return commit(label, std::move(operation), sources, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Slice operation, Dims sizes) {
    const ValueId src = operation.src;
    Dims result = infer_slice(label, dims(label, src, "src"), operation.starts, sizes, operation.steps);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        // Any step takes the same one element; this one overflows nothing.
        if (sizes[i] == 1) operation.steps[i] = 1;
    }
    return commit(label, std::move(operation), {src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Gather operation) {
    const ValueId src = operation.src;
    Dims result = infer_gather(label, operation.axis, dims(label, src, "src"), operation.indices);
    return commit(label, std::move(operation), {src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Interpolate operation) {
    const ValueId src = operation.src;
    Dims result = infer_interpolate(label, dims(label, src, "src"), operation);
    return commit(label, std::move(operation), {src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, ResizeNearest operation) {
    const ValueId src = operation.src;
    Dims result = infer_resize_nearest(label, dims(label, src, "src"), operation.scales);
    return commit(label, std::move(operation), {src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, ConvertImage operation) {
    const ValueId src = operation.src;
    Dims result = infer_convert_image(label, dims(label, src, "src"));
    const auto check_finite = [&](const std::vector<float>& numbers, std::string_view argument) {
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (!std::isfinite(numbers[i]))
                label.fail(argument, "[", i, "] is ", numbers[i], ", expected a finite number");
        }
    };
    check_finite(operation.scales, "scales");
    check_finite(operation.shifts, "shifts");
    return commit(label, std::move(operation), {src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Softmax operation) {
    const Dims& shape = dims(label, operation.src, "src");
    check_axis(label, operation.axis, shape);
    return commit(label, operation, {operation.src}, shape);
}

ValueId ProgramBuilder::add(const OperatorLabel& label, MeanVarianceNormalization operation) {
    const Dims& shape = dims(label, operation.src, "src");
    check_axis(label, operation.first_axis, shape);
    if (!std::isfinite(operation.epsilon) || operation.epsilon < 0) {
        label.fail("epsilon is ", operation.epsilon, ", expected a finite number of at least 0");
    }
    return commit(label, operation, {operation.src}, shape);
}

ValueId ProgramBuilder::add(const OperatorLabel& label, Reshape operation, Dims new_dims) {
    check_shape(label, new_dims, ElementType::f32);
    Dims result = infer_reshape(label, dims(label, operation.src, "src"), new_dims);
    return commit(label, operation, {operation.src}, std::move(result));
}

ValueId ProgramBuilder::add_transpose(const OperatorLabel& label, ValueId src, const Dims& permutation) {
    Dims result = infer_transpose(label, dims(label, src, "src"), permutation);
    return commit(label, Transpose{src, {permutation.begin(), permutation.end()}}, {src}, std::move(result));
}

ValueId ProgramBuilder::add_reduce(const OperatorLabel& label, ReductionKind kind, ValueId src, const Dims& axes,
                                   bool keep_dims) {
    Dims result = infer_reduce(label, dims(label, src, "src"), axes, keep_dims);
    std::vector<std::int32_t> ascending(axes.begin(), axes.end());
    std::sort(ascending.begin(), ascending.end());
    return commit(label, Reduce{kind, src, std::move(ascending)}, {src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, ArgReduce operation, bool keep_dims) {
    Dims result = infer_arg_reduce(label, operation.axis, dims(label, operation.src, "src"), keep_dims);
    return commit(label, operation, {operation.src}, std::move(result));
}

ValueId ProgramBuilder::add(const OperatorLabel& label, TopK operation, std::int64_t count) {
    Dims result = infer_top_k(label, operation.axis, count, dims(label, operation.src, "src"));
    return commit(label, operation, {operation.src}, std::move(result));
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
