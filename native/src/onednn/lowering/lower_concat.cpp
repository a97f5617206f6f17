// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "base/status.hpp"
#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/layouts/known_layouts.hpp"
#include "onednn/library/selection.hpp"

namespace mish4j::onednn {

namespace {

// oneDNN refuses to run a primitive with many more arguments.
constexpr std::size_t max_srcs = 512;

std::vector<Desc> channels_last(const std::vector<Desc>& descs) {
    std::vector<Desc> result;
    for (const Desc& desc : descs) result.push_back(channels_last_layout(desc.get_dims(), desc.get_data_type()));
    return result;
}

std::vector<Desc> plain(const std::vector<Desc>& descs) {
    std::vector<Desc> result;
    for (const Desc& desc : descs) result.push_back(plain_layout(desc.get_dims(), desc.get_data_type()));
    return result;
}

// As the sources lie, channels last, plain.
std::vector<std::vector<Desc>> source_layouts(const std::vector<Desc>& srcs) {
    std::vector<std::vector<Desc>> layouts;
    if (std::all_of(srcs.begin(), srcs.end(), is_known_layout)) layouts.push_back(srcs);
    if (srcs.front().get_dims().size() >= 3) layouts.push_back(channels_last(srcs));
    layouts.push_back(plain(srcs));
    return layouts;
}

// A constant, as it is copied fastest.
View in_blocks(PlanBuilder& builder, const View& constant) {
    const Dims dims = constant.desc.get_dims();
    if (!fits_channel_blocks(dims, builder.block())) return constant;
    return builder.convert(constant, channel_blocked_layout(dims, builder.compute_type(), builder.block()));
}

// Brings those sources to their places in the result that were not computed there.
void join(PlanBuilder& builder, const View& result, const Concat& concat) {
    std::int64_t channel = 0;
    for (ValueId value : concat.srcs) {
        const std::int64_t channels = builder.dims(value)[1];
        const View place = *channel_slice(result, channel, channels);
        const View& src = builder.view(value);
        if (!is_same(src, place)) builder.add_copy(builder.is_constant(src) ? in_blocks(builder, src) : src, place);
        channel += channels;
    }
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Concat& concat) {
    if (const auto result = builder.destination(dst)) {
        join(builder, *result, concat);
        return builder.define(dst, *result);
    }
    if (concat.srcs.size() > max_srcs) {
        throw Error(MISH4J_UNSUPPORTED, "a concat of " + std::to_string(concat.srcs.size()) + " values, at most " +
                                            std::to_string(max_srcs) + " are supported");
    }
    std::vector<View> srcs;
    std::vector<Desc> descs;
    for (ValueId value : concat.srcs) {
        srcs.push_back(builder.operand(value));
        descs.push_back(srcs.back().desc);
    }
    if (srcs.size() == 1) return builder.define(dst, srcs.front());

    const Desc dst_desc = any_layout(builder.dims(dst), builder.compute_type());
    const auto selection = select_form(source_layouts(descs), [&](const std::vector<Desc>& layouts) {
        return dnnl::concat::primitive_desc(builder.engine(), dst_desc, concat.axis, layouts, builder.attributes());
    });
    std::vector<Argument> arguments;
    for (std::size_t i = 0; i < srcs.size(); ++i) {
        arguments.push_back({DNNL_ARG_MULTIPLE_SRC + static_cast<int>(i), srcs[i]});
    }
    const View result = builder.allocate(selection.primitive_desc.dst_desc());
    arguments.push_back({DNNL_ARG_DST, result});
    builder.add_step(name_of(concat), selection.primitive_desc, arguments);
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
