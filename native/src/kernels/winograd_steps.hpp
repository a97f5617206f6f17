// SPDX-License-Identifier: Apache-2.0
//
// The three steps of a Winograd convolution, each for the best instruction set here.
#pragma once

#include <cstdint>

#include "winograd_plan.hpp"

namespace mish4j::kernels {

// Transforms the tiles first_tile to first_tile + count - 1, of which the first becomes row `first_row` of transformed.
void transform_src(const WinogradPlan& plan, const float* src, std::int64_t first_tile, std::int64_t count,
                   std::int64_t first_row, float* transformed);

// The products of `rows` transformed tiles with the weights of the panels first_panel to first_panel + count - 1.
void multiply(const WinogradPlan& plan, const float* transformed, std::int64_t rows, const float* weights,
              std::int64_t first_panel, std::int64_t count, float* products);

// The results of the tiles first_tile to first_tile + count - 1, in the channels of so many panels, with bias,
// activation and residual.
void transform_dst(const WinogradPlan& plan, const float* products, std::int64_t first_tile, std::int64_t count,
                   std::int64_t first_panel, std::int64_t panels, const float* bias, const float* residual, float* dst);

}  // namespace mish4j::kernels
