// SPDX-License-Identifier: Apache-2.0
//
// The size of operations, whatever their kind.
#pragma once

#include "program/program.hpp"

namespace mish4j::onednn {

// About how many floating-point operations an operator takes: those of a product, and as many for anything else as a
// core does meanwhile.
double operation_count(const Program& program, const Operator& op);

// The same for a copy of a tensor.
double moving_count(const Value& value);

// How many of the threads are to share so many operations: all of them, or one where waking others takes longer than
// they save.
int threads_for(double operations, int threads);

}  // namespace mish4j::onednn
