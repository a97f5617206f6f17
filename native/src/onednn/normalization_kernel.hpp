// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "kernel.hpp"

namespace mish4j::onednn {

// Gives each row of an f32 matrix the mean 0 and, but for epsilon, the variance 1. Both are computed in double, the
// variance from the distances from the mean.
class NormalizationKernel : public Kernel {
 public:
    NormalizationKernel(std::int64_t rows, std::int64_t columns, float epsilon)
        : rows_(rows), columns_(columns), epsilon_(epsilon) {}

    // "mish4j:normalize_avx2": with the instruction set that is used here.
    static std::string name();

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    std::int64_t rows_;
    std::int64_t columns_;
    float epsilon_;
};

}  // namespace mish4j::onednn
