// SPDX-License-Identifier: Apache-2.0
//
// The process that runs cases, and says on its standard output, line by line, what it is about to do and what came out,
// so that the parent knows what a process did last that ended.
#pragma once

#include "options.hpp"

namespace mish4j::sweep {

// Lines, their fields separated by tabs:
//   case NUMBER KERNEL DESCRIPTION    before anything that may end the process
//   verdict NUMBER WORD               after it
constexpr const char* case_word = "case";
constexpr const char* verdict_word = "verdict";

// Runs options.count cases from options.first on, of the first primitive and type of the options.
int run_child(const Options& options);

}  // namespace mish4j::sweep
