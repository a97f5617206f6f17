// SPDX-License-Identifier: Apache-2.0
//
// What follows a convolution's sums, written in cuDNN's pointwise modes: the bias, then a chain of element-wise links.
//
// Formulas are chosen so that f32 steps suffice: no overflow gives NaN, and the result differs from the exact one by
// little of itself or of 1. cuDNN's own activation modes are left aside, since some are computed with the GPU's
// approximate instructions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <cudnn.h>

#include "cudnn/kernels/kernels.hpp"

namespace mish4j::cudnn {

// What a pointwise node reads. Numbers are f32.
struct PointwiseOperand {
    enum class Kind {
        sum,     // what the convolution gives
        result,  // of the node `index`
        bias,    // the value of the channel
        addend,  // the tensor `index` of those added
        scalar   // the number `index` of the formula's scalars
    };

    Kind kind;
    std::size_t index = 0;
};

// mode(x) or mode(x, b), in f32.
struct PointwiseNode {
    cudnnPointwiseMode_t mode;
    PointwiseOperand x;
    std::optional<PointwiseOperand> b;
};

// Nodes in order; the last one's result is the formula's. Without nodes it is the sum itself.
struct PointwiseFormula {
    std::vector<PointwiseNode> nodes;
    std::vector<float> scalars;
};

// Whether the link can be part of a formula.
bool can_fuse(const ChainLink& link);

// Every link can be fused.
PointwiseFormula pointwise_formula(bool bias, std::span<const ChainLink> chain);

}  // namespace mish4j::cudnn
