// SPDX-License-Identifier: Apache-2.0
#include "lowering.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const ResizeNearest& resize) {
    const View src = builder.operand(resize.src);
    const Desc dst_desc = any_layout(builder.dims(dst), builder.compute_type());
    const auto selection = select_form(image_layouts(src.desc), [&](const Desc& layout) {
        return dnnl::resampling_forward::primitive_desc(builder.engine(), dnnl::prop_kind::forward_inference,
                                                        dnnl::algorithm::resampling_nearest, layout, dst_desc,
                                                        builder.attributes(), true);
    });
    const View result = builder.allocate(selection.primitive_desc.dst_desc());
    builder.add_step("resize_nearest", selection.primitive_desc,
                     {{DNNL_ARG_SRC, builder.convert(src, selection.form)}, {DNNL_ARG_DST, result}});
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
