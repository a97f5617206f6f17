// SPDX-License-Identifier: Apache-2.0
#include "interpolate_kernel.hpp"

#include "kernels/axis/interpolate.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

InterpolateKernel::InterpolateKernel(const Desc& src, const Interpolate& interpolate)
    : Kernel({src}, resized_layout(src, static_cast<std::size_t>(interpolate.axis),
                                   static_cast<std::int64_t>(interpolate.indices.size()) / interpolate.taps)),
      places_(static_cast<std::int64_t>(interpolate.indices.size()) / interpolate.taps),
      taps_(interpolate.taps),
      src_(axis_loops(src, static_cast<std::size_t>(interpolate.axis))),
      indices_(interpolate.indices.size()),
      weights_(interpolate.weights.size()) {
    for (std::size_t i = 0; i < indices_.size(); ++i) {
        const std::size_t place = i / static_cast<std::size_t>(taps_);
        const std::size_t tap = i % static_cast<std::size_t>(taps_);
        const std::size_t transposed = tap * static_cast<std::size_t>(places_) + place;
        indices_[transposed] = static_cast<std::int32_t>(interpolate.indices[i]);
        weights_[transposed] = interpolate.weights[i];
    }
}

void InterpolateKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const kernels::InterpolateTerms terms{places_, taps_, indices_.data(), weights_.data()};
    for_each_range(kernels::interpolate_part_count(src_, terms), 1, [&](std::int64_t begin, std::int64_t end) {
        kernels::interpolate_parts(src_, terms, static_cast<const float*>(srcs[0]), static_cast<float*>(dst), begin,
                                   end);
    });
}

}  // namespace mish4j::onednn
