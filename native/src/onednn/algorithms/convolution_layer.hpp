// SPDX-License-Identifier: Apache-2.0
//
// What the choice of a convolution's algorithm depends on, apart from the program around it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "program/program.hpp"

namespace mish4j::onednn {

struct ConvolutionLayer {
    Dims src;      // [N, C, spatial...]
    Dims weights;  // [K, C / groups, kernel...]
    Dims dst;      // [N, K, spatial...]
    Window window;
    std::int64_t groups = 1;
    bool bias = false;
    bool constant = false;  // its weights and its bias are
    std::vector<PostOp> post_ops = {};
};

ConvolutionLayer describe(const Program& program, const Convolution& convolution, ValueId dst);

// One line, the same for layers that take the same time.
std::string key_of(const ConvolutionLayer& layer);

// The one function among the post-ops that is no addition; nothing where there are none or several.
std::optional<Eltwise> only_activation(const std::vector<PostOp>& post_ops);

// How many of the post-ops are additions.
std::size_t addition_count(const std::vector<PostOp>& post_ops);

}  // namespace mish4j::onednn
