// SPDX-License-Identifier: Apache-2.0
//
// Matrix products with constant weights are convolutions of 1x1 over the rows, so that what follows is fused into them;
// others are computed by a kernel of mish4j's own.
#include <algorithm>

#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "product.hpp"

namespace mish4j::cudnn {

namespace {

std::int64_t rounded_up(std::int64_t number, std::int64_t multiple) {
    return (number + multiple - 1) / multiple * multiple;
}

// Whether there is one matrix of weights for all of the batch.
bool has_one_matrix(const Dims& weights) {
    return std::all_of(weights.begin(), weights.end() - 2, [](std::int64_t dim) { return dim == 1; });
}

// [rows, columns], plain, as an image of one column with the matrix's columns as channels.
View as_pixels(const View& matrix) {
    View pixels = matrix;
    const std::int64_t row = matrix.desc.strides[0];
    pixels.desc.dims = {1, matrix.desc.dims[1], matrix.desc.dims[0], 1};
    pixels.desc.strides = {row * matrix.desc.dims[0], 1, row, row};
    return pixels;
}

// [N, K] as the weights of N filters of 1x1.
View as_filters(const View& matrix) {
    View filters = matrix;
    const std::int64_t row = matrix.desc.strides[0];
    filters.desc.dims = {matrix.desc.dims[0], matrix.desc.dims[1], 1, 1};
    filters.desc.strides = {row, 1, row, row};
    return filters;
}

View rows_of(PlanBuilder& builder, const View& view, std::int64_t columns) {
    const Dims rows{element_count(view.desc.dims) / view.desc.dims.back(), view.desc.dims.back()};
    const View matrix = builder.reshape(view, rows);
    return builder.convert(matrix, plain_desc(builder.compute_type(), {rows[0], columns}));
}

void lower_as_convolution(PlanBuilder& builder, ValueId dst, const Matmul& matmul) {
    const View src = builder.view(matmul.src);
    const View weights_view = builder.view(matmul.weights);
    const Dims& dims = builder.dims(dst);
    const std::int64_t inner = rounded_up(src.desc.dims.back(), channel_multiple(builder.compute_type()));
    const std::int64_t columns = dims.back();
    const View weights = builder.reshape(weights_view, {weights_view.desc.dims.end()[-2], columns});
    const View result = builder.result(dst, plain_desc(builder.compute_type(), dims));

    Product product;
    product.operation = name_of(matmul);
    product.src = as_pixels(rows_of(builder, src, inner));
    product.weights = as_filters(
        builder.convert(transposed_view(weights, {1, 0}), plain_desc(builder.compute_type(), {columns, inner})));
    product.bias = bias_operand(builder, matmul.bias);
    product.window = {{1, 1}, {1, 1}, {0, 0}, {0, 0}};
    product.chain = post_op_chain(builder, matmul.post_ops);
    for (View& addend : product.chain.addends) addend = as_pixels(rows_of(builder, addend, columns));
    product.dst = as_pixels(*reshaped_view(result, {element_count(dims) / columns, columns}));
    product.own_srcs = {product.src, product.weights};
    if (product.bias) product.own_srcs.push_back(*product.bias);
    product.own_kernel = [&](const TensorDesc& pixels) {
        const TensorDesc bias = product.bias ? product.bias->desc : TensorDesc{};
        return convolution_call(1, product.window, product.src.desc, product.weights.desc,
                                product.bias ? &bias : nullptr, pixels);
    };
    add_product(builder, product);
    builder.define(dst, result);
}

// With as many dimensions as the result has, repeated over those of the batch that it lacks.
View factor(const View& view, const Dims& dst) {
    Dims dims = dst;
    dims.end()[-2] = view.desc.dims.end()[-2];
    dims.end()[-1] = view.desc.dims.end()[-1];
    return broadcast_view(view, dims);
}

void lower_directly(PlanBuilder& builder, ValueId dst, const Matmul& matmul) {
    const Dims& dims = builder.dims(dst);
    const View src = factor(builder.view(matmul.src), dims);
    const View weights = factor(builder.view(matmul.weights), dims);
    const std::optional<View> bias = bias_operand(builder, matmul.bias);
    const PostOpChain chain = post_op_chain(builder, matmul.post_ops);
    const View result = builder.result(dst, plain_desc(builder.compute_type(), dims));
    const View product = chain.links.empty() ? result : builder.allocate(result.desc);
    std::vector<View> srcs{src, weights};
    if (bias) srcs.push_back(*bias);
    builder.add_step(name_of(matmul), matmul_call(src.desc, weights.desc, bias ? &bias->desc : nullptr, product.desc),
                     srcs, product);
    if (!chain.links.empty()) add_chain(builder, chain, product, result);
    builder.define(dst, chain.links.empty() ? product : result);
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Matmul& matmul) {
    const View weights = builder.view(matmul.weights);
    if (builder.is_constant(weights) && has_one_matrix(weights.desc.dims)) {
        lower_as_convolution(builder, dst, matmul);
    } else {
        lower_directly(builder, dst, matmul);
    }
}

}  // namespace mish4j::cudnn
