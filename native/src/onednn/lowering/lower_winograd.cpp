// SPDX-License-Identifier: Apache-2.0
#include "lower_winograd.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "common/operation_names.hpp"
#include "kernels/activation.hpp"
#include "kernels/instruction_set.hpp"
#include "onednn/forms/post_ops.hpp"
#include "onednn/kernels/winograd_kernel.hpp"
#include "onednn/layouts/channel_blocks.hpp"

namespace mish4j::onednn {

namespace {

using kernels::BlockedImages;
using kernels::ResidualPlace;
using kernels::WinogradProblem;
using kernels::WinogradTile;

// The post-ops at the begin of a list that the kernel computes.
struct FusedPostOps {
    std::size_t count = 0;
    std::optional<Eltwise> activation;
    std::optional<ValueId> residual;
    ResidualPlace residual_place = ResidualPlace::none;
};

FusedPostOps fused_post_ops(const std::vector<PostOp>& post_ops) {
    FusedPostOps fused;
    for (const PostOp& post_op : post_ops) {
        if (const auto* eltwise = std::get_if<Eltwise>(&post_op)) {
            if (fused.activation || !kernels::is_activation(eltwise->kind)) break;
            fused.activation = *eltwise;
        } else {
            if (fused.residual) break;
            fused.residual = std::get<AddValue>(post_op).other;
            fused.residual_place =
                fused.activation ? ResidualPlace::after_activation : ResidualPlace::before_activation;
        }
        ++fused.count;
    }
    return fused;
}

// Whether it lies as the kernel reads and writes images: in all of a tensor's blocks of channels, or in some.
bool is_in_channel_blocks(const PlanBuilder& builder, const View& view) {
    return view.desc.get_data_type() == DataType::f32 && has_channel_blocks(view.desc) &&
           view.desc.get_inner_blks().front() == builder.block();
}

// As it lies, where it lies in channel blocks, else in a copy.
View in_channel_blocks(PlanBuilder& builder, ValueId value) {
    const View& view = builder.view(value);
    if (is_in_channel_blocks(builder, view)) return view;
    return builder.convert(view, channel_blocked_layout(builder.dims(value), DataType::f32, builder.block()));
}

View result_of(PlanBuilder& builder, ValueId dst) {
    const std::optional<View> destination = builder.destination(dst);
    if (destination && is_in_channel_blocks(builder, *destination)) return *destination;
    return builder.allocate(channel_blocked_layout(builder.dims(dst), DataType::f32, builder.block()));
}

BlockedImages images_of(const Desc& desc) {
    const Dims strides = desc.get_strides();
    return {desc.get_inner_blks().front(), strides[0], strides[1], strides[2], strides[3]};
}

// Without layouts and post-ops.
WinogradProblem problem_of(const PlanBuilder& builder, ValueId dst, const Convolution& convolution) {
    const Dims& src_dims = builder.dims(convolution.src);
    const Dims& dst_dims = builder.dims(dst);
    WinogradProblem problem{};
    problem.batch = src_dims[0];
    problem.src_channels = src_dims[1];
    problem.src_height = src_dims[2];
    problem.src_width = src_dims[3];
    problem.dst_channels = dst_dims[1];
    problem.dst_height = dst_dims[2];
    problem.dst_width = dst_dims[3];
    problem.pad_top = convolution.window.pads_begin[0];
    problem.pad_left = convolution.window.pads_begin[1];
    return problem;
}

View packed_weights(PlanBuilder& builder, const Convolution& convolution,
                    const kernels::WinogradConvolution& winograd) {
    AlignedMemory memory(winograd.packed_weights_bytes(), "the weights of a convolution by Winograd's algorithm");
    const auto floats = [&](ValueId value) {
        const View plain = builder.convert(builder.view(value), plain_layout(builder.dims(value), DataType::f32));
        return reinterpret_cast<const float*>(builder.constant_data(plain));
    };
    winograd.pack(floats(convolution.weights), convolution.bias ? floats(*convolution.bias) : nullptr, memory.data());
    const Desc desc = plain_layout({memory.bytes()}, DataType::u8);
    return builder.add_constant(desc, std::move(memory));
}

}  // namespace

void lower_with_winograd(PlanBuilder& builder, ValueId dst, const Convolution& convolution, WinogradTile tile) {
    const FusedPostOps fused = fused_post_ops(convolution.post_ops);
    const View src = in_channel_blocks(builder, convolution.src);
    const View result = result_of(builder, dst);

    WinogradProblem problem = problem_of(builder, dst, convolution);
    problem.src = images_of(src.desc);
    problem.dst = images_of(result.desc);
    problem.activation = fused.activation;
    problem.residual_place = fused.residual_place;
    std::vector<View> srcs{src, {}};
    if (fused.residual) {
        srcs.push_back(in_channel_blocks(builder, *fused.residual));
        problem.residual = images_of(srcs.back().desc);
    }
    const kernels::WinogradConvolution winograd(problem, tile, builder.threads());
    srcs[1] = packed_weights(builder, convolution, winograd);
    std::vector<Desc> layouts;
    for (const View& view : srcs) layouts.push_back(view.desc);
    builder.add_step(with_post_ops(name_of(convolution), std::span(convolution.post_ops).first(fused.count)),
                     kernels::kernel_name(), std::make_shared<WinogradKernel>(winograd, layouts, result.desc), srcs,
                     result, &builder.choice(dst));
    const std::span<const PostOp> post_ops = convolution.post_ops;
    builder.define(dst, add_separately(builder, result, post_ops.subspan(fused.count)));
}

}  // namespace mish4j::onednn
