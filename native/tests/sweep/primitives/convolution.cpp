// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <utility>

#include "../post_op_chain.hpp"
#include "convolution_shape.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/library/known_defects.hpp"
#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

ConvolutionShape random_shape(Random& random) {
    for (;;) {
        ConvolutionShape shape;
        shape.batch = random.once_in(4) ? random.number(2, 4) : 1;
        shape.groups = random.once_in(3) ? random.one_of<std::int64_t>({2, 3, 4, 8, 16}) : 1;
        shape.src_channels = random_channels(random);
        shape.dst_channels = random_channels(random);
        if (shape.groups > 4 && random.once_in(2)) shape.src_channels = shape.dst_channels = 1;
        shape.windows = random_windows(random, random.one_of<std::size_t>({1, 2, 2, 2, 3}), true);
        if (shape.is_small()) return shape;
    }
}

// scales: one for each channel of the result, by which the weights are to be multiplied.
Expected plain_loops(const ConvolutionShape& shape, const Values& src, const Values& weights, const Values& bias,
                     const std::vector<double>& scales) {
    const Dims dims = image_dims(shape.batch, shape.groups * shape.dst_channels, shape.windows.out);
    Expected expected{{dims, {}}, {}};
    for_each_index(dims, [&](const Dims& index) {
        const std::int64_t group = index[1] / shape.dst_channels;
        double sum = 0;
        double magnitude = 0;
        for_each_seen(shape.windows, {index.begin() + 2, index.end()}, [&](const Dims& kernel, const Dims& seen) {
            for (std::int64_t channel = 0; channel < shape.src_channels; ++channel) {
                const double product =
                    src.at(image_dims(index[0], group * shape.src_channels + channel, seen)) *
                    weights.at(shape.weights_index(group, index[1] % shape.dst_channels, channel, kernel));
                sum += product;
                magnitude += std::abs(product);
            }
        });
        const auto channel = static_cast<std::size_t>(index[1]);
        const double addend = bias.data.empty() ? 0 : bias.data[channel];
        expected.values.data.push_back(sum * scales[channel] + addend);
        expected.tolerances.push_back(1e-5 * (magnitude * scales[channel] + std::abs(addend)));
    });
    return expected;
}

// Mostly both of the primitive's choice or both alike, for which there are more than reference kernels.
std::pair<Desc, Desc> random_layouts(Case& c, const Dims& src, const Dims& dst, DataType dst_type) {
    const DataType type = c.type();
    switch (c.random().number(0, 7)) {
        case 0:
            return {onednn::channels_last_layout(src, type), onednn::channels_last_layout(dst, dst_type)};
        case 1:
            return {onednn::channel_blocked_layout(src, type, 8), onednn::channel_blocked_layout(dst, dst_type, 8)};
        case 2:
            return {onednn::channel_blocked_layout(src, type, 16), onednn::channel_blocked_layout(dst, dst_type, 16)};
        case 3:
            return {c.random_layout(src, type, true), c.random_layout(dst, dst_type, true)};
        default:
            return {onednn::any_layout(src, type), onednn::any_layout(dst, dst_type)};
    }
}

}  // namespace

Verdict convolution_case(Case& c) {
    Random& random = c.random();
    const ConvolutionShape shape = random_shape(random);
    const Windows& windows = shape.windows;
    const DataType type = c.type();
    const bool integers = is_integer(type);
    const DataType dst_type = integers ? random.one_of({DataType::f32, DataType::u8, DataType::s8}) : type;
    const Dims src_dims = image_dims(shape.batch, shape.groups * shape.src_channels, windows.in);
    const Dims dst_dims = image_dims(shape.batch, shape.groups * shape.dst_channels, windows.out);

    const auto [src_layout, dst_layout] = random_layouts(c, src_dims, dst_dims, dst_type);
    const bool has_bias = random.once_in(2);
    const Dims bias_dims{dst_dims[1]};
    const Desc bias = has_bias ? onednn::plain_layout(bias_dims, DataType::f32) : Desc();
    const PostOpChain chain(c, dst_dims, dst_type);
    dnnl::primitive_attr attributes = Case::attributes();
    chain.append_to(attributes);
    std::vector<double> scales(static_cast<std::size_t>(dst_dims[1]), 1.0);
    if (integers) {
        for (double& scale : scales) scale = std::ldexp(1.0 + 0.25 * static_cast<double>(random.number(0, 3)), -12);
        attributes.set_scales_mask(DNNL_ARG_WEIGHTS, shape.groups > 1 ? 3 : 1);
    }

    const std::string description = describe("src", src_layout) + describe("weights", shape.weights_dims()) +
                                    (shape.groups > 1 ? " in " + std::to_string(shape.groups) + " groups" : "") +
                                    describe("dst", dst_layout) + describe(windows) + (has_bias ? " +bias" : "") +
                                    chain.text();
    c.announce("choosing a kernel", description);
    dnnl::convolution_forward::primitive_desc primitive_desc(
        c.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, src_layout,
        onednn::any_layout(shape.weights_dims(), integers ? DataType::s8 : type), bias, dst_layout,
        windows.window.strides, windows.skipped_places(), windows.window.pads_begin, windows.window.pads_end,
        attributes, true);
    if (!primitive_desc) return Verdict::no_kernel;
    const bool defective =
        onednn::has_known_defect(primitive_desc.impl_info_str(), {src_dims, dst_dims, windows.kernel, windows.window});
    if (defective && !c.known_defects()) return Verdict::guarded;

    const Values src = random_values(random, src_dims, type);
    const Values weights = random_weights(c, shape.weights_dims());
    const Values addend = has_bias ? random_values(random, bias_dims, DataType::f32) : Values{};
    std::vector<Input> inputs{{DNNL_ARG_SRC, primitive_desc.src_desc(), src},
                              {DNNL_ARG_WEIGHTS, primitive_desc.weights_desc(), weights, true}};
    if (has_bias) inputs.push_back({DNNL_ARG_BIAS, bias, addend});
    if (integers) {
        const Dims scale_dims{dst_dims[1]};
        inputs.push_back({DNNL_ARG_ATTR_SCALES | DNNL_ARG_WEIGHTS,
                          onednn::plain_layout(scale_dims, DataType::f32),
                          {scale_dims, scales}});
    }
    chain.add_inputs(primitive_desc, inputs);
    Expected expected = plain_loops(shape, src, weights, addend, scales);
    chain.apply(expected);
    return run(c, primitive_desc, inputs, primitive_desc.dst_desc(), chain.before(), expected, description);
}

}  // namespace mish4j::sweep
