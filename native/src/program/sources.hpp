// SPDX-License-Identifier: Apache-2.0
//
// What operations read, by the names of their members.
#pragma once

#include <variant>
#include <vector>

#include "program.hpp"

namespace mish4j {

// The values that give an operation its size; no biases, no addends of post-ops.
template <class Kind>
std::vector<ValueId> sources_of(const Kind& operation) {
    if constexpr (requires { operation.srcs; }) {
        return operation.srcs;
    } else if constexpr (requires { operation.condition; }) {
        return {operation.condition, operation.src0, operation.src1};
    } else if constexpr (requires { operation.src0; }) {
        return {operation.src0, operation.src1};
    } else if constexpr (requires { ValueId{operation.weights}; }) {
        return {operation.src, operation.weights};
    } else {
        return {operation.src};
    }
}

inline std::vector<ValueId> sources_of(const Operation& operation) {
    return std::visit([](const auto& kind) { return sources_of(kind); }, operation);
}

// All that an operation reads, but the addends of its post-ops.
inline std::vector<ValueId> operands_of(const Operation& operation) {
    std::vector<ValueId> operands = sources_of(operation);
    std::visit(
        [&](const auto& kind) {
            if constexpr (requires { kind.bias; }) {
                if (kind.bias) operands.push_back(*kind.bias);
            }
        },
        operation);
    return operands;
}

}  // namespace mish4j
