// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "onednn/kernels/kernel.hpp"

namespace mish4j::onednn {

// Gives each row of an f32 matrix the mean 0 and, but for epsilon, the variance 1. Both are computed in double, the
// variance from the distances from the mean.
class MeanVarianceNormalizationKernel : public Kernel {
 public:
    // Of plain tensors of these dimensions, over those from first_axis on.
    MeanVarianceNormalizationKernel(const Dims& dims, std::size_t first_axis, float epsilon);

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    std::int64_t rows_ = 1;
    std::int64_t columns_ = 1;
    float epsilon_;
};

}  // namespace mish4j::onednn
