// SPDX-License-Identifier: Apache-2.0
//
// What follows a product: element-wise functions and additions, fused into it or as a kernel of their own.
#pragma once

#include <span>
#include <vector>

#include "cudnn/kernels/kernels.hpp"
#include "cudnn/plan/plan_builder.hpp"

namespace mish4j::cudnn {

// Links of a chain, with the addends of those that add.
struct PostOpChain {
    std::vector<ChainLink> links;
    std::vector<View> addends;
};

// The chain of post-ops; addends as their producers left them.
PostOpChain post_op_chain(PlanBuilder& builder, std::span<const PostOp> post_ops);

// The first `count` links, and those after them.
PostOpChain first_links(const PostOpChain& chain, std::size_t count);
PostOpChain links_from(const PostOpChain& chain, std::size_t start);

// As many links as one kernel takes.
std::size_t links_of_one_kernel(const PostOpChain& chain);

// Adds the steps of a chain from src to dst; at least one link.
void add_chain(PlanBuilder& builder, const PostOpChain& chain, const View& src, const View& dst);

}  // namespace mish4j::cudnn
