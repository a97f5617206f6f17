// SPDX-License-Identifier: Apache-2.0
//
// Operators in messages.
#pragma once

#include <string>

#include "program/program.hpp"

namespace mish4j {

// "operator 'stem' from [1, 3, 8, 8], [32, 3, 3, 3] to [1, 32, 6, 6]"
std::string operator_text(const Program& program, const Operator& op);

// The name of the operator that computes an output; of the output itself where that is an input or a constant.
const std::string& producer_name(const Program& program, const Port& output);

}  // namespace mish4j
