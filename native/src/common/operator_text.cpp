// SPDX-License-Identifier: Apache-2.0
#include "operator_text.hpp"

#include "base/text.hpp"
#include "program/sources.hpp"

namespace mish4j {

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
