// SPDX-License-Identifier: Apache-2.0
#include "known_layouts.hpp"
#include "log_softmax_kernel.hpp"
#include "lowering.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

namespace {

void lower_logarithmic(PlanBuilder& builder, ValueId dst, const Softmax& softmax) {
    const View& src = builder.view(softmax.src);
    auto kernel = std::make_shared<LogSoftmaxKernel>(unblocked_layout(src.desc, DataType::f32),
                                                     static_cast<std::size_t>(softmax.axis));
    builder.define(dst, builder.add_step("log_softmax", LogSoftmaxKernel::name(), std::move(kernel), {src}));
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Softmax& softmax) {
    if (softmax.logarithmic) return lower_logarithmic(builder, dst, softmax);

    // Along an axis, the others may be taken in any order: that in which they lie.
    const PlanBuilder::InMemoryOrder src = builder.in_memory_order(builder.operand(softmax.src));
    const int axis = inverse_order(src.order)[static_cast<std::size_t>(softmax.axis)];
    const std::vector<Desc> layouts = layouts_to_try(src.view.desc);
    const auto selection = select_form(layouts, [&](const Desc& layout) {
        return dnnl::softmax_forward::primitive_desc(builder.engine(), dnnl::prop_kind::forward_inference,
                                                     dnnl::algorithm::softmax_accurate, layout, layout, axis,
                                                     builder.attributes(), true);
    });
    const View result = builder.allocate(selection.primitive_desc.dst_desc());
    builder.add_step("softmax", selection.primitive_desc, {{DNNL_ARG_SRC, src.view}, {DNNL_ARG_DST, result}});
    builder.define(dst, {result.buffer, reordered(result.desc, inverse_order(src.order)), result.offset});
}

}  // namespace mish4j::onednn
