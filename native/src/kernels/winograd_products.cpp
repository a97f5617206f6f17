// SPDX-License-Identifier: Apache-2.0
#include "winograd_steps.hpp"

#include <algorithm>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/winograd_products.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Floats>;

// As many rows as leave registers for two vectors of weights and one of src.
constexpr int most_rows = HWY_TARGET <= HWY_AVX3 || HWY_TARGET == HWY_NEON ? 8 : 6;

// `row...`: 0 to the number of rows - 1. Unrolled by hand: else the sums would not stay in registers.
template <std::size_t... row>
HWY_INLINE void multiply_rows(std::index_sequence<row...> /*rows*/, const float* HWY_RESTRICT src,
                              std::int64_t src_stride, const float* HWY_RESTRICT weights, std::int64_t channels,
                              float* HWY_RESTRICT products, std::int64_t product_stride) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    FloatVector sums0[] = {(static_cast<void>(row), hn::Zero(d))...};
    FloatVector sums1[] = {(static_cast<void>(row), hn::Zero(d))...};
    const float* srcs[] = {src + row * src_stride...};
#pragma GCC unroll 4
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        const FloatVector weights0 = hn::Load(d, weights);
        const FloatVector weights1 = hn::Load(d, weights + lanes);
        weights += 2 * lanes;
        ((sums0[row] = hn::MulAdd(hn::Set(d, srcs[row][channel]), weights0, sums0[row]),
          sums1[row] = hn::MulAdd(hn::Set(d, srcs[row][channel]), weights1, sums1[row])),
         ...);
    }
    ((hn::Store(sums0[row], d, products + row * product_stride),
      hn::Store(sums1[row], d, products + row * product_stride + lanes)),
     ...);
}

using MultiplyRows = void (*)(const float*, std::int64_t, const float*, std::int64_t, float*, std::int64_t);

template <std::size_t rows>
void multiply_rows_of(const float* src, std::int64_t src_stride, const float* weights, std::int64_t channels,
                      float* products, std::int64_t product_stride) {
    multiply_rows(std::make_index_sequence<rows>(), src, src_stride, weights, channels, products, product_stride);
}

MultiplyRows multiply_rows_function(std::int64_t rows) {
    switch (rows) {
        case 1:
            return multiply_rows_of<1>;
        case 2:
            return multiply_rows_of<2>;
        case 3:
            return multiply_rows_of<3>;
        case 4:
            return multiply_rows_of<4>;
        case 5:
            return multiply_rows_of<5>;
        case 6:
            return multiply_rows_of<6>;
        case 7:
            return multiply_rows_of<std::min<std::size_t>(7, most_rows)>;
        default:
            return multiply_rows_of<most_rows>;
    }
}

// Rows are divided evenly: a few groups of nearly as many are faster than whole ones and a rest.
void multiply_panel(const WinogradPlan& plan, const float* src, std::int64_t rows, const float* weights,
                    float* products) {
    const std::int64_t groups = (rows + most_rows - 1) / most_rows;
    std::int64_t row = 0;
    for (std::int64_t group = 0; group < groups; ++group) {
        const std::int64_t end = rows * (group + 1) / groups;
        multiply_rows_function(end - row)(src + row * plan.src_tile_stride, plan.src_tile_stride, weights,
                                          plan.src_channels, products + row * plan.product_tile_stride,
                                          plan.product_tile_stride);
        row = end;
    }
}

void multiply_here(const WinogradPlan& plan, const float* transformed, std::int64_t rows, const float* weights,
                   std::int64_t first_panel, std::int64_t count, float* products) {
    for (std::int64_t position = 0; position < plan.positions; ++position) {
        const float* src = transformed + position * plan.src_position_stride;
        const float* panels = weights + position * plan.weights_of_position() + first_panel * plan.panel_weights();
        float* dst = products + position * plan.product_position_stride;
        for (std::int64_t panel = 0; panel < count; ++panel) {
            multiply_panel(plan, src, rows, panels + panel * plan.panel_weights(), dst + panel * plan.panel);
        }
    }
}

std::int64_t lanes_here() { return static_cast<std::int64_t>(hn::Lanes(Floats())); }

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(multiply_here);
HWY_EXPORT(lanes_here);

void multiply(const WinogradPlan& plan, const float* transformed, std::int64_t rows, const float* weights,
              std::int64_t first_panel, std::int64_t count, float* products) {
    HWY_DYNAMIC_DISPATCH(multiply_here)(plan, transformed, rows, weights, first_panel, count, products);
}

std::int64_t winograd_lanes() { return HWY_DYNAMIC_DISPATCH(lanes_here)(); }

}  // namespace mish4j::kernels
#endif
