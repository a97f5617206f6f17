// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "onednn/plan/plan_builder.hpp"

namespace mish4j::onednn {

// Adds oneDNN's pooling, with a dense window, as a step; gives its result, of the dimensions dst, which lies in
// `destination` if that has the result's layout. Throws Error(MISH4J_UNSUPPORTED) where oneDNN cannot count the places
// of an image.
View add_pooling(PlanBuilder& builder, const std::string& operation, const Pooling& pooling, const Dims& dst,
                 const std::optional<View>& destination);

}  // namespace mish4j::onednn
