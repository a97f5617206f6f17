// SPDX-License-Identifier: Apache-2.0
//
// A dense tensor as three nested loops: over what lies outside of one of its dimensions in memory, over that dimension,
// and over what lies inside of it.
#pragma once

#include <cstdint>

#include "onednn/layouts/layouts.hpp"

namespace mish4j::onednn {

struct AxisLoops {
    std::int64_t outer;
    std::int64_t size;
    std::int64_t inner;
};

// desc: dense, without inner blocks.
AxisLoops axis_loops(const Desc& desc, std::size_t axis);

// The same layout for another size of one dimension.
Desc resized_layout(const Desc& desc, std::size_t axis, std::int64_t size);

}  // namespace mish4j::onednn
