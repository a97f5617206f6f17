// SPDX-License-Identifier: Apache-2.0
#include "winograd_weights.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace mish4j::kernels {

namespace {

constexpr int taps = 3;
constexpr int max_places = 6;
constexpr int most_channels = 64;  // of a panel

// The rows of the weights' transform: (1, p, p^2) / the product of all p - p_j, for each point p; (0, 0, 1) for
// infinity, which is last.
std::vector<std::array<double, taps>> transform_of(std::int64_t tile_results) {
    const std::vector<double> points =
        tile_results == 2 ? std::vector<double>{0, 1, -1}
                          : std::vector<double>{0, std::sqrt(0.5), -std::sqrt(0.5), std::sqrt(2.0), -std::sqrt(2.0)};
    std::vector<std::array<double, taps>> rows;
    for (const double point : points) {
        double product = 1;
        for (const double other : points) product *= other == point ? 1 : point - other;
        rows.push_back({1 / product, point / product, point * point / product});
    }
    rows.push_back({0, 0, 1});
    return rows;
}

// One src channel's kernels for the dst channels of a panel.
class PanelTransform {
 public:
    explicit PanelTransform(const WinogradPlan& plan)
        : plan_(plan), rows_(transform_of(plan.tile_results)), lanes_(static_cast<int>(plan.panel)) {}

    // kernels: of 3x3, channel_stride floats apart; channels: how many there are, the rest being zeros. packed: the
    // first position's.
    void run(const float* kernels, std::int64_t channel_stride, int channels, float* packed) {
        for (int lane = 0; lane < channels; ++lane) {
            for (int tap = 0; tap < taps * taps; ++tap) kernels_[tap][lane] = kernels[lane * channel_stride + tap];
        }
        for (int tap = 0; tap < taps * taps; ++tap) {
            std::fill(kernels_[tap].begin() + channels, kernels_[tap].begin() + lanes_, 0.0);
        }
        const int places = static_cast<int>(plan_.tile_places);
        for (int row = 0; row < places; ++row) {
            for (int column = 0; column < taps; ++column) {
                combine(rows_[row], kernels_[column], kernels_[taps + column], kernels_[2 * taps + column],
                        half_[column]);
            }
            for (int column = 0; column < places; ++column) {
                combine(rows_[column], half_[0], half_[1], half_[2], result_);
                float* position = packed + (row * places + column) * plan_.weights_of_position();
                for (int lane = 0; lane < lanes_; ++lane) position[lane] = static_cast<float>(result_[lane]);
            }
        }
    }

 private:
    using Lanes = std::array<double, most_channels>;

    void combine(const std::array<double, taps>& factors, const Lanes& a, const Lanes& b, const Lanes& c,
                 Lanes& sum) const {
        for (int lane = 0; lane < lanes_; ++lane) {
            sum[lane] = factors[0] * a[lane] + factors[1] * b[lane] + factors[2] * c[lane];
        }
    }

    const WinogradPlan& plan_;
    std::vector<std::array<double, taps>> rows_;
    int lanes_;
    std::array<Lanes, taps * taps> kernels_;
    std::array<Lanes, taps> half_;
    Lanes result_;
};

}  // namespace

void pack_winograd_weights(const WinogradPlan& plan, const float* weights, float* packed) {
    constexpr std::int64_t kernel = taps * taps;
    const std::int64_t src_channels = plan.problem.src_channels;
#pragma omp parallel num_threads(plan.threads)
    {
        PanelTransform transform(plan);
#pragma omp for
        for (std::int64_t panel = 0; panel < plan.panel_count(); ++panel) {
            const std::int64_t first = panel * plan.panel;
            const std::int64_t channels = std::min(plan.panel, plan.problem.dst_channels - first);
            for (std::int64_t channel = 0; channel < plan.src_channels; ++channel) {
                float* place = packed + panel * plan.panel_weights() + channel * plan.panel;
                const bool exists = channel < src_channels;
                transform.run(weights + (first * src_channels + (exists ? channel : 0)) * kernel, src_channels * kernel,
                              exists ? static_cast<int>(channels) : 0, place);
            }
        }
    }
}

}  // namespace mish4j::kernels
