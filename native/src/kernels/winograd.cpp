// SPDX-License-Identifier: Apache-2.0
#include "winograd.hpp"

#include <omp.h>

#include <algorithm>
#include <cstring>

#include "winograd_plan.hpp"
#include "winograd_steps.hpp"
#include "winograd_weights.hpp"

namespace mish4j::kernels {

namespace {

// What the threads of a run work on.
struct Run {
    const WinogradPlan& plan;
    const float* src;
    const float* weights;
    const float* bias;
    const float* residual;
    float* dst;

    // The products of a block's tiles with some panels' weights, and their results.
    void finish(std::int64_t first_tile, std::int64_t tiles, const Share& panels, const float* transformed,
                float* products) const {
        for (std::int64_t panel = panels.begin; panel < panels.end; panel += plan.group_panels) {
            const std::int64_t count = std::min(plan.group_panels, panels.end - panel);
            multiply(plan, transformed, tiles, weights, panel, count, products);
            transform_dst(plan, products, first_tile, tiles, panel, count, bias, residual, dst);
        }
    }

    std::int64_t tiles_of(std::int64_t block) const {
        return std::min(plan.block_tiles, plan.tile_count() - block * plan.block_tiles);
    }

    void blocks_alone(const Share& blocks, float* transformed, float* products) const {
        for (std::int64_t block = blocks.begin; block < blocks.end; ++block) {
            const std::int64_t first_tile = block * plan.block_tiles;
            const std::int64_t tiles = tiles_of(block);
            transform_src(plan, src, first_tile, tiles, 0, transformed);
            finish(first_tile, tiles, {0, plan.panel_count()}, transformed, products);
        }
    }

    // To be called by all threads of a team.
    void blocks_together(int thread, int threads, float* transformed, float* products) const {
        for (std::int64_t block = 0; block < plan.block_count(); ++block) {
            const std::int64_t first_tile = block * plan.block_tiles;
            const std::int64_t tiles = tiles_of(block);
            const Share share = share_of(tiles, thread, threads);
            transform_src(plan, src, first_tile + share.begin, share.end - share.begin, share.begin, transformed);
#pragma omp barrier
            finish(first_tile, tiles, share_of(plan.panel_count(), thread, threads), transformed, products);
#pragma omp barrier
        }
    }
};

}  // namespace

WinogradConvolution::WinogradConvolution(const WinogradProblem& problem, WinogradTile tile, int threads)
    : plan_(std::make_shared<const WinogradPlan>(problem, tile, threads)) {}

std::int64_t WinogradConvolution::packed_weights_bytes() const {
    return (plan_->packed_weights() + plan_->dst_channels) * static_cast<std::int64_t>(sizeof(float));
}

void WinogradConvolution::pack(const float* weights, const float* bias, std::byte* packed) const {
    auto* to = reinterpret_cast<float*>(packed);
    pack_winograd_weights(*plan_, weights, to);
    float* shifts = to + plan_->packed_weights();
    std::fill(shifts, shifts + plan_->dst_channels, 0.0F);
    if (bias != nullptr) std::copy(bias, bias + plan_->problem.dst_channels, shifts);
}

std::int64_t WinogradConvolution::scratchpad_bytes() const {
    const std::int64_t transformed = plan_->transformed_src() * (plan_->shares_blocks ? 1 : plan_->threads);
    return (transformed + plan_->products() * plan_->threads) * static_cast<std::int64_t>(sizeof(float));
}

void WinogradConvolution::run(const float* src, const std::byte* packed, const float* residual, float* dst,
                              std::byte* scratchpad) const {
    const WinogradPlan& plan = *plan_;
    const auto* weights = reinterpret_cast<const float*>(packed);
    const Run run{plan, src, weights, weights + plan.packed_weights(), residual, dst};
    auto* transformed = reinterpret_cast<float*>(scratchpad);
    float* products = transformed + plan.transformed_src() * (plan.shares_blocks ? 1 : plan.threads);
#pragma omp parallel num_threads(std::min(plan.threads, omp_get_max_threads()))
    {
        const int thread = omp_get_thread_num();
        const int threads = omp_get_num_threads();
        if (plan.shares_blocks) {
            run.blocks_together(thread, threads, transformed, products + thread * plan.products());
        } else {
            run.blocks_alone(share_of(plan.block_count(), thread, threads),
                             transformed + thread * plan.transformed_src(), products + thread * plan.products());
        }
    }
}

}  // namespace mish4j::kernels
