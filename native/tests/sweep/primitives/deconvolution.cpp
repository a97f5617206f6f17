// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "../post_op_chain.hpp"
#include "convolution_shape.hpp"
#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

// The windows lie on the result: their "out" is the source, their "in" the result.
ConvolutionShape random_shape(Random& random) {
    for (;;) {
        ConvolutionShape shape;
        shape.batch = random.once_in(4) ? random.number(2, 4) : 1;
        shape.groups = random.once_in(4) ? random.one_of<std::int64_t>({2, 3, 4, 8}) : 1;
        shape.src_channels = random_channels(random);
        shape.dst_channels = random_channels(random);
        shape.windows = random_windows(random, random.one_of<std::size_t>({1, 2, 2, 2, 3}), true);
        if (shape.is_small()) return shape;
    }
}

Expected plain_loops(const ConvolutionShape& shape, const Values& src, const Values& weights, const Values& bias) {
    const Dims dims = image_dims(shape.batch, shape.groups * shape.dst_channels, shape.windows.in);
    Expected expected{{dims, {}}, {}};
    for_each_index(dims, [&](const Dims& index) {
        const double addend = bias.data.empty() ? 0 : bias.data[static_cast<std::size_t>(index[1])];
        expected.values.data.push_back(addend);
        expected.tolerances.push_back(1e-5 * std::abs(addend));
    });
    for_each_index(src.dims, [&](const Dims& index) {
        const std::int64_t group = index[1] / shape.src_channels;
        for_each_seen(shape.windows, {index.begin() + 2, index.end()}, [&](const Dims& kernel, const Dims& seen) {
            for (std::int64_t channel = 0; channel < shape.dst_channels; ++channel) {
                const double product = src.at(index) * weights.at(shape.weights_index(
                                                           group, channel, index[1] % shape.src_channels, kernel));
                const std::size_t place =
                    expected.values.place(image_dims(index[0], group * shape.dst_channels + channel, seen));
                expected.values.data[place] += product;
                expected.tolerances[place] += 1e-5 * std::abs(product);
            }
        });
    });
    return expected;
}

}  // namespace

Verdict deconvolution_case(Case& c) {
    Random& random = c.random();
    const ConvolutionShape shape = random_shape(random);
    const Windows& windows = shape.windows;
    const DataType type = c.type();
    const Dims src_dims = image_dims(shape.batch, shape.groups * shape.src_channels, windows.out);
    const Dims dst_dims = image_dims(shape.batch, shape.groups * shape.dst_channels, windows.in);
    const Desc src_layout = onednn::any_layout(src_dims, type);
    const Desc dst_layout = onednn::any_layout(dst_dims, type);
    const bool has_bias = random.once_in(2);
    const Dims bias_dims{dst_dims[1]};
    const Desc bias = has_bias ? onednn::plain_layout(bias_dims, DataType::f32) : Desc();
    const PostOpChain chain(c, dst_dims, type);
    dnnl::primitive_attr attributes = Case::attributes();
    chain.append_to(attributes);

    const std::string description = describe("src", src_layout) + describe("weights", shape.weights_dims()) +
                                    describe("dst", dst_layout) + describe(windows) + (has_bias ? " +bias" : "") +
                                    chain.text();
    c.announce("choosing a kernel", description);
    dnnl::deconvolution_forward::primitive_desc primitive_desc(
        c.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::deconvolution_direct, src_layout,
        onednn::any_layout(shape.weights_dims(), type), bias, dst_layout, windows.window.strides,
        windows.skipped_places(), windows.window.pads_begin, windows.window.pads_end, attributes, true);
    if (!primitive_desc) return Verdict::no_kernel;

    const Values src = random_values(random, src_dims, type);
    const Values weights = random_values(random, shape.weights_dims(), type);
    const Values addend = has_bias ? random_values(random, bias_dims, DataType::f32) : Values{};
    std::vector<Input> inputs{{DNNL_ARG_SRC, primitive_desc.src_desc(), src},
                              {DNNL_ARG_WEIGHTS, primitive_desc.weights_desc(), weights, true}};
    if (has_bias) inputs.push_back({DNNL_ARG_BIAS, bias, addend});
    chain.add_inputs(primitive_desc, inputs);
    Expected expected = plain_loops(shape, src, weights, addend);
    chain.apply(expected);
    return run(c, primitive_desc, inputs, primitive_desc.dst_desc(), chain.before(), expected, description);
}

}  // namespace mish4j::sweep
