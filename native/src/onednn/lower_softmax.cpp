// SPDX-License-Identifier: Apache-2.0
#include "lowering.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const Softmax& softmax) {
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
