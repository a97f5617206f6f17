// SPDX-License-Identifier: Apache-2.0
//
// A dense tensor as three nested loops: over what lies outside of one of its dimensions in memory, over that dimension,
// and over what lies inside of it.
#pragma once

#include <cstdint>

#include "plan_builder.hpp"

namespace mish4j::onednn {

struct AxisLoops {
    std::int64_t outer;
    std::int64_t size;
    std::int64_t inner;
};

// desc: dense, without inner blocks.
AxisLoops axis_loops(const Desc& desc, std::size_t axis);

// A tensor as f32, dense and without inner blocks: as it lies where it is so already, with its dimensions in any order.
View dense_f32(PlanBuilder& builder, const View& view);

}  // namespace mish4j::onednn
