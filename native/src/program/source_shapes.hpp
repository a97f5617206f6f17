// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "operator_label.hpp"
#include "program.hpp"

namespace mish4j {

// The shapes of the values that an operator is to read.
class SourceShapes {
 public:
    // Both must outlive this.
    SourceShapes(const OperatorLabel& label, const std::vector<Value>& values) : label_(label), values_(values) {}

    // Throws, with the operator's label, unless there is such a value; `argument` names it.
    const Dims& of(ValueId id, std::string_view argument) const {
        if (id < 0 || static_cast<std::size_t>(id) >= values_.size()) {
            label_.fail(argument, " is value ", id, ", but the program has ", values_.size(),
                        " values, numbered from 0");
        }
        return values_[static_cast<std::size_t>(id)].dims;
    }

    // Null where the operator has no such argument.
    const Dims* of(const std::optional<ValueId>& id, std::string_view argument) const {
        return id ? &of(*id, argument) : nullptr;
    }

 private:
    const OperatorLabel& label_;
    const std::vector<Value>& values_;
};

}  // namespace mish4j
