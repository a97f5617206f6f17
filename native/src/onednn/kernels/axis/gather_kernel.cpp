// SPDX-License-Identifier: Apache-2.0
#include "gather_kernel.hpp"

#include <algorithm>

#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

void GatherKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    const auto places = static_cast<std::int64_t>(indices_.size());
    for_each_range(src_.outer * places, 1, [&](std::int64_t begin, std::int64_t end) {
        std::int64_t block = begin / places;
        std::int64_t place = begin % places;
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t index = indices_[static_cast<std::size_t>(place)];
            if (index == zero) {
                std::fill_n(to + i * src_.inner, src_.inner, 0.0F);
            } else if (src_.inner == 1) {
                to[i] = from[block * src_.size + index];
            } else {
                std::copy_n(from + (block * src_.size + index) * src_.inner, src_.inner, to + i * src_.inner);
            }
            if (++place == places) {
                place = 0;
                ++block;
            }
        }
    });
}

}  // namespace mish4j::onednn
