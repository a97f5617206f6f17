// SPDX-License-Identifier: Apache-2.0
#include "winograd_steps.hpp"

#include <algorithm>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/winograd_steps.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "activation_functions-inl.hpp"
#include "winograd_tiles-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Floats>;

constexpr std::int64_t floats_of_a_cache_line = 16;

// Where a tile lies in its image.
struct TilePlace {
    std::int64_t image;
    std::int64_t row;
    std::int64_t column;
};

TilePlace place_of(const WinogradPlan& plan, std::int64_t tile) {
    const std::int64_t of_image = plan.tiles_high * plan.tiles_wide;
    const std::int64_t rest = tile % of_image;
    return {tile / of_image, rest / plan.tiles_wide, rest % plan.tiles_wide};
}

std::int64_t channel_offset(const BlockedImages& images, std::int64_t channel) {
    return channel / images.block * images.block_stride + channel % images.block;
}

// ---- src ----

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

// ---- products ----

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

// ---- dst ----

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

std::int64_t lanes_here() { return static_cast<std::int64_t>(hn::Lanes(Floats())); }

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(transform_src_here);
HWY_EXPORT(multiply_here);
HWY_EXPORT(transform_dst_here);
HWY_EXPORT(lanes_here);

void transform_src(const WinogradPlan& plan, const float* src, std::int64_t first_tile, std::int64_t count,
                   std::int64_t first_row, float* transformed) {
    HWY_DYNAMIC_DISPATCH(transform_src_here)(plan, src, first_tile, count, first_row, transformed);
}

void multiply(const WinogradPlan& plan, const float* transformed, std::int64_t rows, const float* weights,
              std::int64_t first_panel, std::int64_t count, float* products) {
    HWY_DYNAMIC_DISPATCH(multiply_here)(plan, transformed, rows, weights, first_panel, count, products);
}

void transform_dst(const WinogradPlan& plan, const float* products, std::int64_t first_tile, std::int64_t count,
                   std::int64_t first_panel, std::int64_t panels, const float* bias, const float* residual,
                   float* dst) {
    HWY_DYNAMIC_DISPATCH(transform_dst_here)
    (plan, products, first_tile, count, first_panel, panels, bias, residual, dst);
}

std::int64_t winograd_lanes() { return HWY_DYNAMIC_DISPATCH(lanes_here)(); }

}  // namespace mish4j::kernels
#endif
