// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "winograd_plan.hpp"

namespace mish4j::kernels {

// Transforms weights [dst channels, src channels, 3, 3] into [position][panel][src channel][channel of the panel], in
// double, with zeros for the channels that only fill panels and vectors.
void pack_winograd_weights(const WinogradPlan& plan, const float* weights, float* packed);

}  // namespace mish4j::kernels
