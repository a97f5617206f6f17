// SPDX-License-Identifier: Apache-2.0
//
// The end of a plan: what is kept of its constants, and where its activations lie.
#pragma once

#include "plan.hpp"

namespace mish4j::cudnn {

// Frees constants that no step reads, and counts the bytes of the others.
void keep_used_constants(Plan& plan);

// Gives every activation its offset and sets the plan's numbers.
void place_activations(Plan& plan);

}  // namespace mish4j::cudnn
