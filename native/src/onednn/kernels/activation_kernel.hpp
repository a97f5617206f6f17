// SPDX-License-Identifier: Apache-2.0
//
// An element-wise function by itself, with kernels::activate(), optionally with the addition of a residual in the same
// pass over memory. What it promises: see kernels/activation.hpp.
#pragma once

#include <optional>
#include <vector>

#include "kernel.hpp"
#include "kernels/residual_place.hpp"
#include "onednn/loops/element_runs.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

class ActivationKernel : public Kernel {
 public:
    // Whether there is a kernel for the function, of tensors in this layout.
    static bool computes(const Eltwise& function, const Desc& layout);

    // The sources are src and, but for place `none`, the residual. Each differs from dst in its strides only, or is
    // dst.
    ActivationKernel(const Eltwise& function, kernels::ResidualPlace place, const Desc& src,
                     const std::optional<Desc>& residual, const Desc& dst);

    void run(std::span<const void* const> srcs, void* dst, void* scratchpad) const override;

 private:
    // The places of the last block of channels that hold no channel and are to stay 0.
    struct Padding {
        ElementRuns runs;
        std::int64_t first;
    };

    static std::optional<Padding> padding(const Eltwise& function, const Desc& dst);
    void clear_padding(void* dst) const;

    Eltwise function_;
    kernels::ResidualPlace place_;
    ElementType type_;
    std::int64_t element_bytes_;
    ElementRuns runs_;  // of dst, src and the residual
    std::optional<Padding> padding_;
};

}  // namespace mish4j::onednn
