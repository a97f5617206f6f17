// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "options.hpp"

namespace mish4j::sweep {

// Runs every primitive, type and instruction set of the options in child processes, goes on after the case at which one
// ended, and prints the summary. Gives 0 where no case failed, else 1.
int run_parent(const Options& options);

}  // namespace mish4j::sweep
