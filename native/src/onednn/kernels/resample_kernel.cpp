// SPDX-License-Identifier: Apache-2.0
#include "resample_kernel.hpp"

#include "kernels/axis/resample.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

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

void ResampleKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const kernels::ResampleTerms terms{places_, taps_, indices_.data(), weights_.data()};
    for_each_range(kernels::resample_part_count(src_, terms), 1, [&](std::int64_t begin, std::int64_t end) {
        kernels::resample_parts(src_, terms, static_cast<const float*>(srcs[0]), static_cast<float*>(dst), begin, end);
    });
}

}  // namespace mish4j::onednn
