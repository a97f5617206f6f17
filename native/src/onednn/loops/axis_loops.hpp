// SPDX-License-Identifier: Apache-2.0
//
// The loops of a dense tensor around and inside of one of its dimensions.
#pragma once

#include <cstdint>

#include "kernels/axis/axis_loops.hpp"
#include "onednn/layouts/layouts.hpp"

namespace mish4j::onednn {

using kernels::AxisLoops;

// desc: dense, without inner blocks.
AxisLoops axis_loops(const Desc& desc, std::size_t axis);

// The same layout for another size of one dimension.
Desc resized_layout(const Desc& desc, std::size_t axis, std::int64_t size);

}  // namespace mish4j::onednn
