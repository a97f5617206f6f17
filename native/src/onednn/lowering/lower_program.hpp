// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend.hpp"
#include "onednn/algorithms/convolution_algorithm.hpp"
#include "onednn/plan/plan.hpp"

namespace mish4j::onednn {

// Lowers a program, operator by operator. Throws Error, which names the operator at which it failed. choices: for each
// of the program's values. parts_done: of the compilation, before this.
Plan lower_program(const Program& program, const CompileOptions& options, AlgorithmChoices choices, int parts_done = 0);

}  // namespace mish4j::onednn
