// SPDX-License-Identifier: Apache-2.0
//
// What is asked of any operation, whatever its kind.
#pragma once

#include <vector>

#include "../program.hpp"

namespace mish4j::onednn {

// The values that give an operation its size; no biases, no addends of post-ops.
std::vector<ValueId> sources_of(const Operation& operation);

// About how many floating-point operations an operator takes: those of a product, and as many for anything else as a
// core does meanwhile.
double operation_count(const Program& program, const Operator& op);

// The same for a copy of a tensor.
double moving_count(const Value& value);

}  // namespace mish4j::onednn
