// SPDX-License-Identifier: Apache-2.0
#include "resample_kernel.hpp"

#include <algorithm>

#include "onednn/loops/instruction_sets.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

namespace {

// The sums of one row, along which the dimension runs: each place gathers its terms.
[[gnu::always_inline]] inline void resample_row(const float* src, float* dst, const std::int32_t* indices,
                                                const float* weights, std::int64_t places, std::int64_t taps) {
#pragma omp simd
    for (std::int64_t i = 0; i < places; ++i) dst[i] = weights[i] * src[indices[i]];
    for (std::int64_t tap = 1; tap < taps; ++tap) {
        const std::int32_t* tap_indices = indices + tap * places;
        const float* tap_weights = weights + tap * places;
#pragma omp simd
        for (std::int64_t i = 0; i < places; ++i) dst[i] += tap_weights[i] * src[tap_indices[i]];
    }
}

[[gnu::always_inline]] inline void scale(const float* src, float* dst, float weight, std::int64_t count) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) dst[i] = weight * src[i];
}

[[gnu::always_inline]] inline void add_scaled(const float* src, float* dst, float weight, std::int64_t count) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) dst[i] += weight * src[i];
}

// So many neighbours are summed up at a time: they stay in the nearest cache.
constexpr std::int64_t piece = 2048;

}  // namespace

ResampleKernel::ResampleKernel(const Desc& src, const Resample& resample)
    : Kernel({src}, resized_layout(src, static_cast<std::size_t>(resample.axis),
                                   static_cast<std::int64_t>(resample.indices.size()) / resample.taps)),
      places_(static_cast<std::int64_t>(resample.indices.size()) / resample.taps),
      taps_(resample.taps),
      src_(axis_loops(src, static_cast<std::size_t>(resample.axis))),
      indices_(resample.indices.size()),
      weights_(resample.weights.size()) {
    for (std::size_t i = 0; i < indices_.size(); ++i) {
        const std::size_t place = i / static_cast<std::size_t>(taps_);
        const std::size_t tap = i % static_cast<std::size_t>(taps_);
        const std::size_t transposed = tap * static_cast<std::size_t>(places_) + place;
        indices_[transposed] = static_cast<std::int32_t>(resample.indices[i]);
        weights_[transposed] = resample.weights[i];
    }
}

std::string ResampleKernel::name() {
    return std::string("mish4j:resample_") + instruction_set_name(best_instruction_set());
}

void ResampleKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    if (src_.inner == 1) {
        resample_rows(from, to);
    } else {
        resample_blocks(from, to);
    }
}

void ResampleKernel::resample_rows(const float* src, float* dst) const {
    for_each_range(src_.outer, 1, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) {
            for (std::int64_t row = begin; row < end; ++row) {
                resample_row(src + row * src_.size, dst + row * places_, indices_.data(), weights_.data(), places_,
                             taps_);
            }
        });
    });
}

[[gnu::always_inline]] inline void ResampleKernel::resample_piece(const float* block, float* dst, std::int64_t place,
                                                                  std::int64_t count) const {
    scale(block + indices_[place] * src_.inner, dst, weights_[place], count);
    for (std::int64_t tap = 1; tap < taps_; ++tap) {
        const std::int64_t term = tap * places_ + place;
        add_scaled(block + indices_[term] * src_.inner, dst, weights_[term], count);
    }
}

void ResampleKernel::resample_blocks(const float* src, float* dst) const {
    for_each_range(src_.outer * places_, 1, [&](std::int64_t begin, std::int64_t end) {
        run_vectorized([&]() __attribute__((always_inline)) {
            for (std::int64_t i = begin; i < end; ++i) {
                const float* block = src + i / places_ * src_.size * src_.inner;
                for (std::int64_t first = 0; first < src_.inner; first += piece) {
                    const std::int64_t count = std::min(piece, src_.inner - first);
                    resample_piece(block + first, dst + i * src_.inner + first, i % places_, count);
                }
            }
        });
    });
}

}  // namespace mish4j::onednn
