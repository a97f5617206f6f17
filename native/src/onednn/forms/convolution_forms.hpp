// SPDX-License-Identifier: Apache-2.0
//
// The forms in which a convolution can be computed: the one place where its algorithm and its layouts are chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "onednn/plan/plan_builder.hpp"
#include "post_ops.hpp"

namespace mish4j::onednn {

struct ConvolutionForm {
    std::size_t fused;           // how many post-ops are part of the primitive
    std::int64_t merged_groups;  // how many neighbouring groups are taken together
    Desc src;
    Desc dst;
};

// The best first: as many post-ops fused as possible, but for activations of our own; a single pixel that lies
// plain without blocks that it would not fill; with blocks of channels, as the source lies and where the result is
// wanted, before layouts of the primitive's own choice.
std::vector<ConvolutionForm> convolution_forms(PlanBuilder& builder, ValueId dst, const Convolution& convolution,
                                               const std::optional<View>& destination, DirectActivation activation);

}  // namespace mish4j::onednn
