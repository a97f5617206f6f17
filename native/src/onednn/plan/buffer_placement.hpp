// SPDX-License-Identifier: Apache-2.0
//
// The last part of building a plan: which constants it keeps, and where its activations lie.
#pragma once

#include "plan.hpp"

namespace mish4j::onednn {

// Copies the constants that steps read in the program's own memory, and frees those that no step reads.
void keep_used_constants(Plan& plan);

// Gives each activation its place by the steps between which it is alive; counts the memory that a request needs.
void place_activations(Plan& plan);

}  // namespace mish4j::onednn
