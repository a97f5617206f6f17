// SPDX-License-Identifier: Apache-2.0
#include "failure.hpp"

#include <type_traits>
#include <vector>

#include "../text.hpp"

namespace mish4j::onednn {

namespace {

mish4j_status status_of(dnnl_status_t status) {
    switch (status) {
        case dnnl_out_of_memory:
            return MISH4J_OUT_OF_MEMORY;
        case dnnl_unimplemented:
            return MISH4J_UNSUPPORTED;
        default:
            return MISH4J_BACKEND_FAILURE;
    }
}

std::string reason_of(dnnl_status_t status) {
    switch (status) {
        case dnnl_out_of_memory:
            return "out of memory";
        case dnnl_unimplemented:
            return "not implemented";
        case dnnl_invalid_arguments:
            return "invalid arguments";
        case dnnl_runtime_error:
            return "a run-time error";
        default:
            return text("status ", static_cast<int>(status));
    }
}

std::vector<ValueId> sources_of(const Operation& operation) {
    return std::visit(
        [](const auto& op) -> std::vector<ValueId> {
            using Kind = std::decay_t<decltype(op)>;
            if constexpr (std::is_same_v<Kind, Convolution> || std::is_same_v<Kind, Matmul>) {
                return {op.src, op.weights};
            } else if constexpr (std::is_same_v<Kind, Binary>) {
                return {op.src0, op.src1};
            } else if constexpr (std::is_same_v<Kind, Concat>) {
                return op.srcs;
            } else {
                return {op.src};
            }
        },
        operation);
}

}  // namespace

Error failure(const std::string& activity, dnnl_status_t status) {
    return {status_of(status), text(activity, ": oneDNN reports ", reason_of(status))};
}

Error failure(const std::string& activity, const dnnl::error& error) {
    return {status_of(error.status), text(activity, ": oneDNN reports ", reason_of(error.status), ", ", error.what())};
}

std::string operator_text(const Program& program, const Operator& op) {
    std::string shapes;
    for (ValueId source : sources_of(op.operation)) {
        append_text(shapes, shapes.empty() ? "" : ", ");
        append_text(shapes, program.values[source].dims);
    }
    return text("operator '", op.name, "' from ", shapes, " to ", program.values[op.dst].dims);
}

}  // namespace mish4j::onednn
