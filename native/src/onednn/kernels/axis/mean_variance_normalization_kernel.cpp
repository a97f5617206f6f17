// SPDX-License-Identifier: Apache-2.0
#include "mean_variance_normalization_kernel.hpp"

#include "kernels/axis/normalization.hpp"
#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

MeanVarianceNormalizationKernel::MeanVarianceNormalizationKernel(const Dims& dims, std::size_t first_axis,
                                                                 float epsilon)
    : Kernel({plain_layout(dims, DataType::f32)}, plain_layout(dims, DataType::f32)), epsilon_(epsilon) {
    for (std::size_t axis = 0; axis < dims.size(); ++axis) (axis < first_axis ? rows_ : columns_) *= dims[axis];
}

void MeanVarianceNormalizationKernel::run(std::span<const void* const> srcs, void* dst, void* /*scratchpad*/) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    for_each_range(rows_, 1, [&](std::int64_t begin, std::int64_t end) {
        kernels::normalize_rows(from + begin * columns_, to + begin * columns_, end - begin, columns_,
                                double{epsilon_});
    });
}

}  // namespace mish4j::onednn
