// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "operator_label.hpp"
#include "program.hpp"
#include "shape_inference.hpp"

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

    // Adds an operator, whose result has the shape that infer (shape_inference.hpp) gives. arguments: what the rule
    // takes beside the operation.
    template <class Operation, class... Arguments>
    ValueId add(const OperatorLabel& label, Operation operation, const Arguments&... arguments) {
        Dims dims = infer(label, SourceShapes(label, program_.values), operation, arguments...);
        return commit(label, std::move(operation), std::move(dims));
    }

    void append_eltwise(ValueId dst, Eltwise eltwise);
    void append_add(ValueId dst, ValueId other);

 private:
    // What is known of a value beside what Program holds.
    struct Use {
        std::int32_t producer;  // the operator's index; -1 for an input or a constant
        bool read = false;      // by an operator or a post-op
        bool output = false;
    };

    ValueId add_value(Value value, std::int32_t producer);
    void remove_last_value() noexcept;

    // Adds a checked operator, which gives a value of the shape `dims`.
    ValueId commit(const OperatorLabel& label, Operation operation, Dims dims);

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
