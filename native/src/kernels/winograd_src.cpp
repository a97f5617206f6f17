// SPDX-License-Identifier: Apache-2.0
#include "winograd_steps.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/winograd_src.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "winograd_tiles-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Floats>;

constexpr std::int64_t floats_of_a_cache_line = 16;

// A tile's elements of one vector of channels; zeros where the tile reaches into the padding.
template <int places>
HWY_INLINE void load_tile(const WinogradPlan& plan, const float* image, std::int64_t top, std::int64_t left,
                          FloatVector (&tile)[places][places]) {
    const Floats d;
    const WinogradProblem& problem = plan.problem;
    const BlockedImages& src = problem.src;
    const float* corner = image + top * src.row_stride + left * src.pixel_stride;
    const bool inside =
        top >= 0 && left >= 0 && top + places <= problem.src_height && left + places <= problem.src_width;
    if (inside) {
        for (int i = 0; i < places; ++i) {
            for (int j = 0; j < places; ++j) {
                tile[i][j] = hn::LoadU(d, corner + i * src.row_stride + j * src.pixel_stride);
            }
        }
        return;
    }
    for (int i = 0; i < places; ++i) {
        const bool row_exists = top + i >= 0 && top + i < problem.src_height;
        for (int j = 0; j < places; ++j) {
            const bool exists = row_exists && left + j >= 0 && left + j < problem.src_width;
            tile[i][j] = exists ? hn::LoadU(d, corner + i * src.row_stride + j * src.pixel_stride) : hn::Zero(d);
        }
    }
}

template <int results>
HWY_INLINE void transform_src_tile(const WinogradPlan& plan, const float* image, std::int64_t top, std::int64_t left,
                                   float* transformed) {
    constexpr int places = TileTransform<results>::places;
    const Floats d;
    FloatVector tile[places][places];
    load_tile<places>(plan, image, top, left, tile);
    FloatVector half[places][places];
    for (int j = 0; j < places; ++j) {
        FloatVector column[places];
        FloatVector sums[places];
        for (int i = 0; i < places; ++i) column[i] = tile[i][j];
        TileTransform<results>::src(d, column, sums);
        for (int i = 0; i < places; ++i) half[i][j] = sums[i];
    }
    for (int i = 0; i < places; ++i) {
        FloatVector sums[places];
        TileTransform<results>::src(d, half[i], sums);
        for (int j = 0; j < places; ++j) {
            hn::Store(sums[j], d, transformed + (i * places + j) * plan.src_position_stride);
        }
    }
}

// Whole cache lines are written at a time, as far as there are as many channels.
template <int results>
void transform_src_tiles(const WinogradPlan& plan, const float* src, std::int64_t first_tile, std::int64_t count,
                         std::int64_t first_row, float* transformed) {
    const WinogradProblem& problem = plan.problem;
    const std::int64_t line = std::max(plan.lanes, floats_of_a_cache_line);
    for (std::int64_t channel = 0; channel < plan.src_channels; channel += line) {
        const std::int64_t end = std::min(channel + line, plan.src_channels);
        for (std::int64_t tile = 0; tile < count; ++tile) {
            const TilePlace place = place_of(plan, first_tile + tile);
            const std::int64_t top = place.row * results - problem.pad_top;
            const std::int64_t left = place.column * results - problem.pad_left;
            const float* image = src + place.image * problem.src.image_stride;
            float* row = transformed + (first_row + tile) * plan.src_tile_stride;
            for (std::int64_t vector = channel; vector < end; vector += plan.lanes) {
                transform_src_tile<results>(plan, image + channel_offset(problem.src, vector), top, left, row + vector);
            }
        }
    }
}

void transform_src_here(const WinogradPlan& plan, const float* src, std::int64_t first_tile, std::int64_t count,
                        std::int64_t first_row, float* transformed) {
    if (plan.tile_results == 2) {
        transform_src_tiles<2>(plan, src, first_tile, count, first_row, transformed);
    } else {
        transform_src_tiles<4>(plan, src, first_tile, count, first_row, transformed);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(transform_src_here);

void transform_src(const WinogradPlan& plan, const float* src, std::int64_t first_tile, std::int64_t count,
                   std::int64_t first_row, float* transformed) {
    HWY_DYNAMIC_DISPATCH(transform_src_here)(plan, src, first_tile, count, first_row, transformed);
}

}  // namespace mish4j::kernels
#endif
