// SPDX-License-Identifier: Apache-2.0
#include "operands.hpp"

#include <type_traits>

#include "base/text.hpp"

namespace mish4j {

std::vector<ValueId> sources_of(const Operation& operation) {
    return std::visit(
        [](const auto& op) -> std::vector<ValueId> {
            using Kind = std::decay_t<decltype(op)>;
            if constexpr (std::is_same_v<Kind, Convolution> || std::is_same_v<Kind, Deconvolution> ||
                          std::is_same_v<Kind, Matmul>) {
                return {op.src, op.weights};
            } else if constexpr (std::is_same_v<Kind, Binary>) {
                return {op.src0, op.src1};
            } else if constexpr (std::is_same_v<Kind, Select>) {
                return {op.condition, op.src0, op.src1};
            } else if constexpr (std::is_same_v<Kind, Concat>) {
                return op.srcs;
            } else {
                return {op.src};
            }
        },
        operation);
}

std::string operator_text(const Program& program, const Operator& op) {
    std::string shapes;
    for (ValueId source : sources_of(op.operation)) {
        append_text(shapes, shapes.empty() ? "" : ", ");
        append_text(shapes, program.values[source].dims);
    }
    return text("operator '", op.name, "' from ", shapes, " to ", program.values[op.dst].dims);
}

const std::string& producer_name(const Program& program, const Port& output) {
    for (const Operator& candidate : program.operators) {
        if (candidate.dst == output.value) return candidate.name;
    }
    return output.name;
}

}  // namespace mish4j
