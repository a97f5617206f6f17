// SPDX-License-Identifier: Apache-2.0
#include "softmax_kernel.hpp"

#include "kernels/axis/softmax.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

void SoftmaxKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    for_each_range(kernels::tile_count(src_), 1, [&](std::int64_t begin, std::int64_t end) {
        kernels::softmax_tiles(logarithmic_, src_, static_cast<const float*>(srcs[0]), static_cast<float*>(dst), begin,
                               end);
    });
}

}  // namespace mish4j::onednn
