// SPDX-License-Identifier: Apache-2.0
#include "winograd_weights.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/winograd_weights.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef MISH4J_KERNELS_WINOGRAD_WEIGHTS
#define MISH4J_KERNELS_WINOGRAD_WEIGHTS

namespace mish4j::kernels {

constexpr std::int64_t taps = 3;
constexpr std::int64_t kernel_size = taps * taps;

// A row of the weights' transform.
using TransformRow = std::array<double, taps>;

}  // namespace mish4j::kernels

#endif

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::ScalableTag<double>;
using DoubleVector = hn::Vec<Doubles>;

HWY_INLINE DoubleVector combine(const TransformRow& factors, DoubleVector a, DoubleVector b, DoubleVector c) {
    const Doubles d;
    const DoubleVector sum = hn::MulAdd(hn::Set(d, factors[1]), b, hn::Mul(hn::Set(d, factors[0]), a));
    return hn::MulAdd(hn::Set(d, factors[2]), c, sum);
}

// kernels: [tap][channel of the panel]; packed: the first position's place.
template <std::size_t places>
void transform_kernels(const std::vector<TransformRow>& rows, const double* kernels, std::int64_t channels,
                       float* packed, std::int64_t position_stride) {
    const Doubles d;
    const hn::Rebind<float, Doubles> floats;
    for (std::int64_t channel = 0; channel < channels; channel += static_cast<std::int64_t>(hn::Lanes(d))) {
        DoubleVector kernel[kernel_size];
        for (std::int64_t tap = 0; tap < kernel_size; ++tap) {
            kernel[tap] = hn::Load(d, kernels + tap * channels + channel);
        }
        for (std::size_t row = 0; row < places; ++row) {
            DoubleVector half[taps];
            for (std::int64_t column = 0; column < taps; ++column) {
                half[column] = combine(rows[row], kernel[column], kernel[taps + column], kernel[2 * taps + column]);
            }
            for (std::size_t column = 0; column < places; ++column) {
                const DoubleVector sum = combine(rows[column], half[0], half[1], half[2]);
                const auto position = static_cast<std::int64_t>(row * places + column);
                hn::StoreU(hn::DemoteTo(floats, sum), floats, packed + position * position_stride + channel);
            }
        }
    }
}

void transform_kernels_here(const WinogradPlan& plan, const std::vector<TransformRow>& rows, const double* kernels,
                            float* packed) {
    if (plan.tile_results == 2) {
        transform_kernels<4>(rows, kernels, plan.panel, packed, plan.weights_of_position());
    } else {
        transform_kernels<6>(rows, kernels, plan.panel, packed, plan.weights_of_position());
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(transform_kernels_here);

namespace {

// (1, p, p^2) / the product of all p - p_j, for each point p; (0, 0, 1) for infinity, which is last.
std::vector<TransformRow> transform_of(std::int64_t tile_results) {
    std::vector<double> points{0, 1, -1};
    if (tile_results == 4) points = {0, std::sqrt(0.5), -std::sqrt(0.5), std::sqrt(2.0), -std::sqrt(2.0)};
    std::vector<TransformRow> rows;
    for (const double point : points) {
        double product = 1;
        for (const double other : points) product *= other == point ? 1 : point - other;
        rows.push_back({1 / product, point / product, point * point / product});
    }
    rows.push_back({0, 0, 1});
    return rows;
}

// The kernels of one src channel and the dst channels of a panel, as [tap][channel of the panel].
void gather_kernels(const WinogradPlan& plan, const float* weights, std::int64_t first_channel,
                    std::int64_t src_channel, double* kernels) {
    std::fill(kernels, kernels + kernel_size * plan.panel, 0.0);
    if (src_channel >= plan.problem.src_channels) return;
    const std::int64_t channels = std::min(plan.panel, plan.problem.dst_channels - first_channel);
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        const float* kernel =
            weights + ((first_channel + channel) * plan.problem.src_channels + src_channel) * kernel_size;
        for (std::int64_t tap = 0; tap < kernel_size; ++tap) kernels[tap * plan.panel + channel] = kernel[tap];
    }
}

}  // namespace

void pack_winograd_weights(const WinogradPlan& plan, const float* weights, float* packed) {
    const std::vector<TransformRow> rows = transform_of(plan.tile_results);
#pragma omp parallel for num_threads(plan.threads)
    for (std::int64_t panel = 0; panel < plan.panel_count(); ++panel) {
        alignas(64) double kernels[kernel_size * 2 * most_lanes];
        for (std::int64_t channel = 0; channel < plan.src_channels; ++channel) {
            gather_kernels(plan, weights, panel * plan.panel, channel, kernels);
            HWY_DYNAMIC_DISPATCH(transform_kernels_here)
            (plan, rows, kernels, packed + panel * plan.panel_weights() + channel * plan.panel);
        }
    }
}

}  // namespace mish4j::kernels
#endif
