// SPDX-License-Identifier: Apache-2.0
#include "post_ops.hpp"

#include <algorithm>
#include <utility>

#include "common/operation_names.hpp"
#include "eltwise_forms.hpp"
#include "eltwise_steps.hpp"
#include "kernels/activation.hpp"
#include "onednn/layouts/known_layouts.hpp"
#include "onednn/library/selection.hpp"

namespace mish4j::onednn {

namespace {

int post_op_argument(std::size_t position) {
    return DNNL_ARG_ATTR_MULTIPLE_POST_OP(static_cast<int>(position)) | DNNL_ARG_SRC_1;
}

dnnl::binary::primitive_desc addition(const PlanBuilder& builder, const Desc& layout) {
    return {builder.engine(), dnnl::algorithm::binary_add, layout, layout, layout, builder.attributes(), true};
}

bool is_fusible(const PostOp& post_op) {
    const auto* eltwise = std::get_if<Eltwise>(&post_op);
    return eltwise == nullptr || eltwise_form(*eltwise).has_value();
}

bool has_kernel(const PlanBuilder& builder, const PostOp& post_op, const Desc& layout) {
    if (const auto* eltwise = std::get_if<Eltwise>(&post_op)) return has_eltwise_kernel(builder, *eltwise, layout);
    const auto primitive_desc = addition(builder, layout);
    return primitive_desc && !is_reference(primitive_desc);
}

void add_in_place(PlanBuilder& builder, ValueId other, const View& current) {
    builder.add_step(name_of(BinaryKind::add), require_kernel(addition(builder, current.desc)),
                     {{DNNL_ARG_SRC_0, current}, {DNNL_ARG_SRC_1, builder.view(other)}, {DNNL_ARG_DST, current}});
}

const Eltwise* activation_at(std::span<const PostOp> post_ops, std::size_t position) {
    const auto* eltwise = position < post_ops.size() ? std::get_if<Eltwise>(&post_ops[position]) : nullptr;
    return eltwise != nullptr && kernels::is_activation(eltwise->kind) ? eltwise : nullptr;
}

const AddValue* addition_at(std::span<const PostOp> post_ops, std::size_t position) {
    return position < post_ops.size() ? std::get_if<AddValue>(&post_ops[position]) : nullptr;
}

// The first of the post-ops that steps of our own can compute instead of the primitive: an activation, or the addition
// before it. Their number where there is none.
std::size_t own_from(std::span<const PostOp> post_ops) {
    std::size_t first = 0;
    while (first < post_ops.size() && activation_at(post_ops, first) == nullptr) ++first;
    const bool has_addition = first < post_ops.size() && first > 0 && addition_at(post_ops, first - 1) != nullptr;
    return has_addition ? first - 1 : first;
}

// The step of the first of the post-ops, or, where they are an addition and an activation, of the first two. Gives
// their number.
std::size_t add_next_step(PlanBuilder& builder, const View& current, std::span<const PostOp> post_ops) {
    using kernels::ResidualPlace;
    const AddValue* addition = addition_at(post_ops, 0);
    const Eltwise* activation = activation_at(post_ops, addition == nullptr ? 0 : 1);
    if (addition != nullptr && activation != nullptr) {
        add_activation_with_residual(builder, *activation, ResidualPlace::before_activation,
                                     builder.view(addition->other), current);
        return 2;
    }
    if (addition != nullptr) {
        add_in_place(builder, addition->other, current);
        return 1;
    }
    // The addition joins this activation's step, unless a second activation follows: then it joins the second one's.
    const AddValue* next = addition_at(post_ops, 1);
    if (activation != nullptr && next != nullptr && activation_at(post_ops, 2) == nullptr) {
        add_activation_with_residual(builder, *activation, ResidualPlace::after_activation, builder.view(next->other),
                                     current);
        return 2;
    }
    add_eltwise(builder, std::get<Eltwise>(post_ops.front()), current, current);
    return 1;
}

}  // namespace

std::vector<std::size_t> fusions_to_try(const PlanBuilder& builder, std::span<const PostOp> post_ops,
                                        DirectActivation activation) {
    constexpr std::size_t most = 32;
    if (activation == DirectActivation::own || builder.is_strict()) post_ops = post_ops.first(own_from(post_ops));
    std::size_t fusible = 0;
    while (fusible < std::min(post_ops.size(), most) && is_fusible(post_ops[fusible])) ++fusible;
    std::vector<std::size_t> fusions;
    for (std::size_t fused = fusible + 1; fused-- > 0;) fusions.push_back(fused);
    return fusions;
}

bool has_own_activation(std::span<const PostOp> post_ops) { return own_from(post_ops) < post_ops.size(); }

dnnl::primitive_attr fuse_post_ops(const PlanBuilder& builder, std::span<const PostOp> fused, const Dims& dst_dims) {
    dnnl::post_ops post_ops;
    for (const PostOp& post_op : fused) {
        if (const auto* eltwise = std::get_if<Eltwise>(&post_op)) {
            const EltwiseForm form = eltwise_form(*eltwise).value();
            post_ops.append_eltwise(form.algorithm, form.alpha, form.beta);
        } else {
            post_ops.append_binary(dnnl::algorithm::binary_add, any_layout(dst_dims, builder.compute_type()));
        }
    }
    dnnl::primitive_attr attributes = builder.attributes();
    attributes.set_post_ops(post_ops);
    return attributes;
}

View add_separately(PlanBuilder& builder, const View& result, std::span<const PostOp> post_ops) {
    if (post_ops.empty()) return result;
    Desc layout = result.desc;
    for (const Desc& candidate : layouts_to_try(result.desc)) {
        const bool fast = std::all_of(post_ops.begin(), post_ops.end(),
                                      [&](const PostOp& post_op) { return has_kernel(builder, post_op, candidate); });
        if (!fast) continue;
        layout = candidate;
        break;
    }
    const View current = builder.convert(result, layout);
    while (!post_ops.empty()) post_ops = post_ops.subspan(add_next_step(builder, current, post_ops));
    return current;
}

View add_step_with_post_ops(PlanBuilder& builder, const std::string& operation,
                            const dnnl::primitive_desc_base& primitive_desc, std::vector<Argument> arguments,
                            std::span<const PostOp> post_ops, std::size_t fused, const std::optional<View>& destination,
                            const AlgorithmChoice* choice) {
    for (std::size_t i = 0; i < fused; ++i) {
        const auto* addition = std::get_if<AddValue>(&post_ops[i]);
        if (addition != nullptr) arguments.push_back({post_op_argument(i), builder.view(addition->other)});
    }
    const View dst =
        builder.allocate_or_use(destination, primitive_desc.query_md(dnnl::query::exec_arg_md, DNNL_ARG_DST));
    arguments.push_back({DNNL_ARG_DST, dst});
    builder.add_step(with_post_ops(operation, post_ops.first(fused)), primitive_desc, std::move(arguments), choice);

    return add_separately(builder, dst, post_ops.subspan(fused));
}

}  // namespace mish4j::onednn
