// SPDX-License-Identifier: Apache-2.0
#include "winograd_steps.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/winograd_dst.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "activation_functions-inl.hpp"
#include "winograd_tiles-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Floats>;

template <int results>
HWY_INLINE void transform_dst_tile(const WinogradPlan& plan, const float* products, const float* bias, float* tile) {
    constexpr int places = TileTransform<results>::places;
    const Floats d;
    FloatVector half[places][results];
    for (int i = 0; i < places; ++i) {
        FloatVector row[places];
        for (int j = 0; j < places; ++j) {
            row[j] = hn::Load(d, products + (i * places + j) * plan.product_position_stride);
        }
        TileTransform<results>::dst(d, row, half[i]);
    }
    const FloatVector shift = hn::Load(d, bias);
    for (int j = 0; j < results; ++j) {
        FloatVector column[places];
        FloatVector sums[results];
        for (int i = 0; i < places; ++i) column[i] = half[i][j];
        TileTransform<results>::dst(d, column, sums);
        for (int i = 0; i < results; ++i) {
            hn::Store(hn::Add(sums[i], shift), d, tile + (i * results + j) * plan.lanes);
        }
    }
}

// The part of a tile's results that exists, in one vector of channels of an image.
struct TileWindow {
    std::int64_t offset;  // of the first element
    std::int64_t row_stride;
    std::int64_t pixel_stride;
    std::int64_t rows;
    std::int64_t columns;
};

template <int results>
HWY_INLINE void add_residual(const TileWindow& window, const float* residual, std::int64_t lanes, float* tile) {
    const Floats d;
    for (std::int64_t i = 0; i < window.rows; ++i) {
        for (std::int64_t j = 0; j < window.columns; ++j) {
            float* element = tile + (i * results + j) * lanes;
            const FloatVector addend =
                hn::LoadU(d, residual + window.offset + i * window.row_stride + j * window.pixel_stride);
            hn::Store(hn::Add(hn::Load(d, element), addend), d, element);
        }
    }
}

template <int results>
HWY_INLINE void store_tile(const TileWindow& window, const float* tile, std::int64_t lanes, std::int64_t channels,
                           float* dst) {
    const Floats d;
    const auto existing = hn::FirstN(d, static_cast<std::size_t>(std::clamp<std::int64_t>(channels, 0, lanes)));
    for (std::int64_t i = 0; i < window.rows; ++i) {
        for (std::int64_t j = 0; j < window.columns; ++j) {
            const FloatVector element = hn::Load(d, tile + (i * results + j) * lanes);
            hn::StoreU(hn::IfThenElseZero(existing, element), d,
                       dst + window.offset + i * window.row_stride + j * window.pixel_stride);
        }
    }
}

template <int results>
TileWindow window_of(const WinogradPlan& plan, const BlockedImages& images, const TilePlace& place,
                     std::int64_t channel) {
    const std::int64_t top = place.row * results;
    const std::int64_t left = place.column * results;
    return {place.image * images.image_stride + channel_offset(images, channel) + top * images.row_stride +
                left * images.pixel_stride,
            images.row_stride, images.pixel_stride, std::min<std::int64_t>(results, plan.problem.dst_height - top),
            std::min<std::int64_t>(results, plan.problem.dst_width - left)};
}

template <int results>
void transform_dst_tiles(const WinogradPlan& plan, const float* products, std::int64_t first_tile, std::int64_t count,
                         std::int64_t first_panel, std::int64_t panels, const float* bias, const float* residual,
                         float* dst) {
    constexpr std::int64_t elements = results * results;
    const WinogradProblem& problem = plan.problem;
    const std::int64_t first_channel = first_panel * plan.panel;
    const std::int64_t stored = (problem.dst_channels + problem.dst.block - 1) / problem.dst.block * problem.dst.block;
    HWY_ALIGN float tile_memory[2 * elements * HWY_MAX_BYTES / sizeof(float)];
    for (std::int64_t panel = 0; panel < panels; ++panel) {
        const std::int64_t panel_channel = first_channel + panel * plan.panel;
        const std::int64_t vectors = std::min<std::int64_t>(2, (stored - panel_channel) / plan.lanes);
        for (std::int64_t tile = 0; tile < count; ++tile) {
            const TilePlace place = place_of(plan, first_tile + tile);
            const float* product = products + tile * plan.product_tile_stride + panel * plan.panel;
            TileWindow windows[2];
            for (std::int64_t vector = 0; vector < vectors; ++vector) {
                const std::int64_t channel = panel_channel + vector * plan.lanes;
                float* results_of_tile = tile_memory + vector * elements * plan.lanes;
                transform_dst_tile<results>(plan, product + vector * plan.lanes, bias + channel, results_of_tile);
                if (problem.residual_place == ResidualPlace::before_activation) {
                    add_residual<results>(window_of<results>(plan, problem.residual, place, channel), residual,
                                          plan.lanes, results_of_tile);
                }
                windows[vector] = window_of<results>(plan, problem.dst, place, channel);
            }
            if (problem.activation) {
                activate(*problem.activation, tile_memory, tile_memory,
                         static_cast<std::size_t>(vectors * elements * plan.lanes));
            }
            for (std::int64_t vector = 0; vector < vectors; ++vector) {
                const std::int64_t channel = panel_channel + vector * plan.lanes;
                float* results_of_tile = tile_memory + vector * elements * plan.lanes;
                if (problem.residual_place == ResidualPlace::after_activation) {
                    add_residual<results>(window_of<results>(plan, problem.residual, place, channel), residual,
                                          plan.lanes, results_of_tile);
                }
                store_tile<results>(windows[vector], results_of_tile, plan.lanes, problem.dst_channels - channel, dst);
            }
        }
    }
}

void transform_dst_here(const WinogradPlan& plan, const float* products, std::int64_t first_tile, std::int64_t count,
                        std::int64_t first_panel, std::int64_t panels, const float* bias, const float* residual,
                        float* dst) {
    if (plan.tile_results == 2) {
        transform_dst_tiles<2>(plan, products, first_tile, count, first_panel, panels, bias, residual, dst);
    } else {
        transform_dst_tiles<4>(plan, products, first_tile, count, first_panel, panels, bias, residual, dst);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(transform_dst_here);

void transform_dst(const WinogradPlan& plan, const float* products, std::int64_t first_tile, std::int64_t count,
                   std::int64_t first_panel, std::int64_t panels, const float* bias, const float* residual,
                   float* dst) {
    HWY_DYNAMIC_DISPATCH(transform_dst_here)
    (plan, products, first_tile, count, first_panel, panels, bias, residual, dst);
}

}  // namespace mish4j::kernels
#endif
