// SPDX-License-Identifier: Apache-2.0
//
// Which parts of a plan's buffers hold something that is still to be read, and when.
#pragma once

#include <cstdint>
#include <map>

#include "common/memory_planner.hpp"
#include "plan.hpp"

namespace mish4j::onednn {

// What the steps write into the activations: a part for each tensor, from the step that writes it to the last that
// reads it. Buffers that no step uses are left out.
std::map<BufferId, LiveBuffer> live_tensors(const Plan& plan);

// The largest sum, over all steps, of the tensors that are alive: what any plan of these steps needs at the least. A
// slice of several images counts with its own elements only, not with what lies between them.
std::int64_t largest_live_bytes(const Plan& plan);

}  // namespace mish4j::onednn
