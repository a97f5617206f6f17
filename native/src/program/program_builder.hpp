// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "operator_label.hpp"
#include "program.hpp"

namespace mish4j {

// Builds a program and keeps it valid. Every function throws Error where mish4j.h says so, and then, or when memory
// runs out, changes nothing. Enumerators, and the lengths of lists, are checked by the caller; all else is checked
// here.
class ProgramBuilder {
 public:
    const Program& program() const noexcept { return program_; }

    // Throws unless there is such a value; `argument` names it.
    const Value& value(ValueId id, std::string_view argument) const;

    // The same, with the operator's label.
    const Dims& dims(const OperatorLabel& label, ValueId id, std::string_view argument) const;

    // The label of the constant to be added next.
    OperatorLabel constant_label() const;

    // The label of the operator to be added next; an empty name becomes "KIND_NUMBER".
    OperatorLabel label(std::string_view kind, std::string name) const;

    ValueId add_input(std::string name, ElementType type, Dims dims);
    ValueId add_constant(ElementType type, Dims dims, const void* data, std::int64_t bytes);
    void add_output(ValueId id, ElementType type, std::string name);

    ValueId add(const OperatorLabel& label, Convolution operation);
    ValueId add(const OperatorLabel& label, Deconvolution operation);
    ValueId add(const OperatorLabel& label, Matmul operation);
    ValueId add(const OperatorLabel& label, Pooling operation);
    ValueId add(const OperatorLabel& label, EltwiseOp operation);
    ValueId add(const OperatorLabel& label, Binary operation);
    ValueId add(const OperatorLabel& label, Select operation);
    ValueId add(const OperatorLabel& label, Concat operation);
    ValueId add(const OperatorLabel& label, Slice operation, Dims sizes);
    ValueId add(const OperatorLabel& label, Gather operation);
    ValueId add(const OperatorLabel& label, Interpolate operation);
    ValueId add(const OperatorLabel& label, ResizeNearest operation);
    ValueId add(const OperatorLabel& label, ConvertImage operation);
    ValueId add(const OperatorLabel& label, Softmax operation);
    ValueId add(const OperatorLabel& label, MeanVarianceNormalization operation);
    ValueId add(const OperatorLabel& label, Reshape operation, Dims dims);
    ValueId add_transpose(const OperatorLabel& label, ValueId src, const Dims& permutation);
    ValueId add_reduce(const OperatorLabel& label, ReductionKind kind, ValueId src, const Dims& axes, bool keep_dims);
    ValueId add(const OperatorLabel& label, ArgReduce operation, bool keep_dims);
    ValueId add(const OperatorLabel& label, TopK operation, std::int64_t count);

    void append_eltwise(ValueId dst, Eltwise eltwise);
    void append_add(ValueId dst, ValueId other);

 private:
    // What is known of a value beside what Program holds.
    struct Use {
        std::int32_t producer;  // the operator's index; -1 for an input or a constant
        bool read = false;      // by an operator or a post-op
        bool output = false;
    };

    const Dims* optional_dims(const OperatorLabel& label, const std::optional<ValueId>& id,
                              std::string_view argument) const;

    ValueId add_value(Value value, std::int32_t producer);
    void remove_last_value() noexcept;

    // Adds a checked operator, which reads `sources` and gives a value of the shape `dims`.
    ValueId commit(const OperatorLabel& label, Operation operation, const std::vector<ValueId>& sources, Dims dims);

    // The operator that gives dst and its post-ops, if one may be appended there.
    struct Appendable {
        OperatorLabel label;
        std::vector<PostOp>& post_ops;
    };
    Appendable appendable(ValueId dst);

    Program program_;
    std::vector<Use> uses_;  // one for each value
};

}  // namespace mish4j
