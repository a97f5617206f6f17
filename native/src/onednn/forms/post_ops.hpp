// SPDX-License-Identifier: Apache-2.0
//
// The functions that follow a convolution or a matmul in the same operator. As many as oneDNN has a real kernel for are
// fused into its step, from the first on; those that remain become steps of their own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "onednn/plan/plan_builder.hpp"

namespace mish4j::onednn {

// What computes the activation that follows: the primitive itself, where oneDNN can, or a kernel of our own in place,
// after the primitive, together with the addition next to it.
enum class DirectActivation { fused, own };

// How many of the post-ops to fuse, the most that oneDNN takes first, and 0 last. No activation that there is a kernel
// of our own for where the plan is strict: oneDNN's deviate for NaN and infinities (eltwise_forms.hpp).
std::vector<std::size_t> fusions_to_try(const PlanBuilder& builder, std::span<const PostOp> post_ops,
                                        DirectActivation activation = DirectActivation::fused);

// Whether DirectActivation::own makes a difference: whether there is an activation that we have a kernel for.
bool has_own_activation(std::span<const PostOp> post_ops);

// `attributes` extended by the post-ops that are to be fused; dst_dims: the result's.
dnnl::primitive_attr fuse_post_ops(const PlanBuilder& builder, std::span<const PostOp> fused, const Dims& dst_dims);

// Adds the step of a primitive with fused post-ops, `arguments` being its own without dst, and the steps of the
// post-ops that remain. destination: where to write the result, if the primitive writes that layout; else, and without
// one, it gets a buffer. choice: of a convolution's algorithm, to be told of the step. Gives the result.
View add_step_with_post_ops(PlanBuilder& builder, const std::string& operation,
                            const dnnl::primitive_desc_base& primitive_desc, std::vector<Argument> arguments,
                            std::span<const PostOp> post_ops, std::size_t fused,
                            const std::optional<View>& destination = std::nullopt,
                            const AlgorithmChoice* choice = nullptr);

// Steps that work in place: on the result itself, or, where there are only reference kernels for its layout, on a copy
// in another one. An activation and the addition next to it are one step.
View add_separately(PlanBuilder& builder, const View& result, std::span<const PostOp> post_ops);

}  // namespace mish4j::onednn
