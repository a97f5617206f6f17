// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>

#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "product.hpp"

namespace mish4j::cudnn {

namespace {

std::int64_t rounded_up(std::int64_t number, std::int64_t multiple) {
    return (number + multiple - 1) / multiple * multiple;
}

// The source's channels with as many zeros as cuDNN's fast engines want; groups stay as they are.
std::int64_t padded_channels(const PlanBuilder& builder, std::int64_t channels, std::int64_t groups) {
    return groups == 1 ? rounded_up(channels, channel_multiple(builder.compute_type())) : channels;
}

View packed_weights(PlanBuilder& builder, ValueId weights, std::int64_t channels) {
    Dims dims = builder.dims(weights);
    dims[1] = channels;
    const TensorDesc desc = channels_last_desc(builder.compute_type(), dims);
    return aligned_operand(builder, builder.convert(builder.view(weights), desc));
}

// Whether a convolution with this window makes the source's size of the result's. It makes more of a result that was
// extended by a stride or more.
bool is_inverse_of_a_convolution(const Deconvolution& deconvolution) {
    return std::equal(deconvolution.output_pads.begin(), deconvolution.output_pads.end(),
                      deconvolution.window.strides.begin(), std::less<>());
}

// With the sources that a kernel of mish4j's own takes, which are those of the engine.
void set_own_srcs(Product& product) {
    product.own_srcs = {product.src, product.weights};
    if (product.bias) product.own_srcs.push_back(*product.bias);
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Convolution& convolution) {
    const View src = builder.view(convolution.src);
    const std::int64_t channels = padded_channels(builder, src.desc.dims[1], convolution.groups);

    Product product;
    product.operation = name_of(convolution);
    product.src = engine_operand(builder, src, channels);
    product.weights = packed_weights(builder, convolution.weights, channels / convolution.groups);
    product.bias = bias_operand(builder, convolution.bias);
    product.groups = convolution.groups;
    product.window = convolution.window;
    product.chain = post_op_chain(builder, convolution.post_ops);
    product.dst = builder.result(dst, channels_last_desc(builder.compute_type(), builder.dims(dst)));
    set_own_srcs(product);
    product.own_kernel = [&](const TensorDesc& result) {
        const TensorDesc bias = product.bias ? product.bias->desc : TensorDesc{};
        return convolution_call(product.groups, product.window, product.src.desc, product.weights.desc,
                                product.bias ? &bias : nullptr, result);
    };
    add_product(builder, product);
    builder.define(dst, product.dst);
}

void lower(PlanBuilder& builder, ValueId dst, const Deconvolution& deconvolution) {
    const View src = builder.view(deconvolution.src);

    Product product;
    product.operation = name_of(deconvolution);
    product.transposed = true;
    product.engine = is_inverse_of_a_convolution(deconvolution);
    product.src = engine_operand(builder, src, src.desc.dims[1]);
    product.weights = packed_weights(builder, deconvolution.weights, builder.dims(deconvolution.weights)[1]);
    product.bias = bias_operand(builder, deconvolution.bias);
    product.groups = deconvolution.groups;
    product.window = deconvolution.window;
    product.chain = post_op_chain(builder, deconvolution.post_ops);
    product.dst = builder.result(dst, channels_last_desc(builder.compute_type(), builder.dims(dst)));
    set_own_srcs(product);
    product.own_kernel = [&](const TensorDesc& result) {
        const TensorDesc bias = product.bias ? product.bias->desc : TensorDesc{};
        return deconvolution_call(product.groups, product.window, product.src.desc, product.weights.desc,
                                  product.bias ? &bias : nullptr, result);
    };
    add_product(builder, product);
    builder.define(dst, product.dst);
}

}  // namespace mish4j::cudnn
