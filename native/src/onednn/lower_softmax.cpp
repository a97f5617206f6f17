// SPDX-License-Identifier: Apache-2.0
#include "axis_loops.hpp"
#include "log_softmax_kernel.hpp"
#include "lowering.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

namespace {

void lower_logarithmic(PlanBuilder& builder, ValueId dst, const Softmax& softmax) {
    const View src = dense_f32(builder, builder.view(softmax.src));
    const View result = builder.allocate(src.desc);
    const AxisLoops loops = axis_loops(src.desc, static_cast<std::size_t>(softmax.axis));
    builder.add_step("log_softmax", LogSoftmaxKernel::name(), std::make_shared<LogSoftmaxKernel>(loops), {src}, result);
    builder.define(dst, result);
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Softmax& softmax) {
    if (softmax.logarithmic) return lower_logarithmic(builder, dst, softmax);

    const View src = builder.operand(softmax.src);
    const std::vector<Desc> layouts = layouts_to_try(src.desc);
    const auto selection = select_form(layouts, [&](const Desc& layout) {
        return dnnl::softmax_forward::primitive_desc(builder.engine(), dnnl::prop_kind::forward_inference,
                                                     dnnl::algorithm::softmax_accurate, layout, layout, softmax.axis,
                                                     builder.attributes(), true);
    });
    const View result = builder.allocate(selection.primitive_desc.dst_desc());
    builder.add_step("softmax", selection.primitive_desc,
                     {{DNNL_ARG_SRC, builder.convert(src, selection.form)}, {DNNL_ARG_DST, result}});
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
