// SPDX-License-Identifier: Apache-2.0
//
// Convolutions by Winograd's algorithms. They read and write the layouts of channel blocks in which images are kept, a
// part of a concatenation's channels too, and fuse what follows them: an activation and a residual, in either order.
#pragma once

#include "kernels/winograd.hpp"
#include "onednn/plan/plan_builder.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

// Adds the steps of a convolution in f32, of two spatial dimensions, with a kernel of 3x3, strides and dilations of 1,
// one group, and constant weights and bias. Images are kept in blocks of channels.
void lower_with_winograd(PlanBuilder& builder, ValueId dst, const Convolution& convolution, kernels::WinogradTile tile);

}  // namespace mish4j::onednn
