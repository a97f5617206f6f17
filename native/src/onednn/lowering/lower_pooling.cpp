// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "onednn/kernels/dilated_pooling_kernel.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/layouts/known_layouts.hpp"
#include "onednn/library/selection.hpp"
#include "onednn/library/window_geometry.hpp"
#include "pooling_primitive.hpp"

namespace mish4j::onednn {

namespace {

// Of oneDNN's maximum: NaN is passed over, and a window of nothing but -inf gives the lowest finite number. It is not
// used where the accuracy is strict.
dnnl::algorithm pooling_algorithm(PoolingKind kind) {
    switch (kind) {
        case PoolingKind::max:
            return dnnl::algorithm::pooling_max;
        case PoolingKind::average_include_padding:
            return dnnl::algorithm::pooling_avg_include_padding;
        default:
            return dnnl::algorithm::pooling_avg_exclude_padding;
    }
}

// oneDNN has only a reference kernel for dilated windows, in every layout.
void lower_dilated(PlanBuilder& builder, ValueId dst, const Pooling& pooling) {
    auto kernel = std::make_shared<DilatedPoolingKernel>(pooling, builder.dims(pooling.src), builder.dims(dst));
    builder.define(dst, builder.add_step(name_of(pooling), DilatedPoolingKernel::name, std::move(kernel),
                                         {builder.view(pooling.src)}));
}

struct Form {
    Desc src;
    Desc dst;
};

// Where the result is wanted, from the source as it lies; else in a layout of the primitive's choice.
std::vector<Form> pooling_forms(const PlanBuilder& builder, const Desc& src, const Dims& dst,
                                const std::optional<View>& destination) {
    std::vector<Form> forms;
    if (destination && has_channel_blocks(src)) forms.push_back({src, destination->desc});
    for (const Desc& layout : layouts_to_try(src)) {
        forms.push_back({layout, any_layout(dst, builder.compute_type())});
    }
    return forms;
}

}  // namespace

View add_pooling(PlanBuilder& builder, const std::string& operation, const Pooling& pooling, const Dims& dst,
                 const std::optional<View>& destination) {
    const WindowGeometry geometry{builder.dims(pooling.src), dst, pooling.kernel, pooling.window};
    geometry.require_32_bits();
    const View src = builder.operand(pooling.src);
    const Window& window = pooling.window;
    const auto selection = select_form(pooling_forms(builder, src.desc, dst, destination), [&](const Form& form) {
        return dnnl::pooling_forward::primitive_desc(builder.engine(), dnnl::prop_kind::forward_inference,
                                                     pooling_algorithm(pooling.kind), form.src, form.dst,
                                                     window.strides, pooling.kernel, geometry.skipped_places(),
                                                     window.pads_begin, window.pads_end, builder.attributes(), true);
    });
    View result = builder.allocate_or_use(destination, selection.primitive_desc.dst_desc());
    builder.add_step(operation, selection.primitive_desc, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, result}});
    return result;
}

void lower(PlanBuilder& builder, ValueId dst, const Pooling& pooling) {
    const WindowGeometry geometry{builder.dims(pooling.src), builder.dims(dst), pooling.kernel, pooling.window};
    const bool keeps_nan = builder.is_strict() && pooling.kind == PoolingKind::max;
    if (keeps_nan || geometry.is_dilated()) return lower_dilated(builder, dst, pooling);
    builder.define(dst, add_pooling(builder, name_of(pooling), pooling, builder.dims(dst), builder.destination(dst)));
}

}  // namespace mish4j::onednn
