// SPDX-License-Identifier: Apache-2.0
//
// Grouped convolutions with fewer channels in a group than in a block of the layout: neighbouring groups are taken
// together, with zeros where an output channel does not see an input channel. More products, but such as a kernel for
// whole blocks computes faster than one for parts of them.
#pragma once

#include <cstdint>

#include "onednn/plan/plan_builder.hpp"

namespace mish4j::onednn {

// How many neighbouring groups must be taken together so that each fills whole blocks of input and of output channels;
// 1 where that is so already, or where no number of them does.
std::int64_t groups_to_merge(std::int64_t groups, const Dims& weights, std::int64_t block);

// The weights [K, C / groups, kernel...] of a convolution of `groups` groups as [K, merged C / groups, kernel...].
// weights: a constant.
View merge_groups(PlanBuilder& builder, const View& weights, std::int64_t groups, std::int64_t merged);

}  // namespace mish4j::onednn
