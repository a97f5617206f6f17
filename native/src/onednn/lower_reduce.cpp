// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "lowering.hpp"
#include "selection.hpp"

namespace mish4j::onednn {

namespace {

bool is_reduced(const ReduceMean& reduce, std::size_t axis) {
    return std::find(reduce.axes.begin(), reduce.axes.end(), static_cast<std::int32_t>(axis)) != reduce.axes.end();
}

// Whether exactly the spatial dimensions of an image are reduced.
bool is_spatial(const ReduceMean& reduce, std::size_t rank) {
    if (rank < 3 || rank > 5) return false;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        if (is_reduced(reduce, axis) != (axis >= 2)) return false;
    }
    return true;
}

// The mean over whole images as global average pooling, which keeps their layout. Nothing when oneDNN has no real
// kernel for that.
std::optional<View> pool(PlanBuilder& builder, const View& src) {
    const Dims dims = src.desc.get_dims();
    const Dims kernel(dims.begin() + 2, dims.end());
    const Dims zeros(kernel.size(), 0);
    Dims dst_dims(dims.size(), 1);
    std::copy_n(dims.begin(), 2, dst_dims.begin());
    const dnnl::pooling_forward::primitive_desc primitive_desc(
        builder.engine(), dnnl::prop_kind::forward_inference, dnnl::algorithm::pooling_avg_exclude_padding, src.desc,
        any_layout(dst_dims, builder.compute_type()), kernel, kernel, zeros, zeros, zeros, builder.attributes(), true);
    if (!primitive_desc || is_reference(primitive_desc)) return std::nullopt;
    const View result = builder.allocate(primitive_desc.dst_desc());
    builder.add_step("reduce_mean", primitive_desc, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, result}});
    return result;
}

// The mean over the rows of a matrix. oneDNN reduces fast only over the last dimensions of plain tensors: the reduced
// dimensions are moved there.
View reduce_rows(PlanBuilder& builder, const View& src, const ReduceMean& reduce) {
    const Dims dims = src.desc.get_dims();
    std::vector<int> moved_to(dims.size());
    Dims moved_dims;
    std::int64_t rows = 1;
    for (const bool reduced : {false, true}) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            if (is_reduced(reduce, axis) != reduced) continue;
            moved_to[axis] = static_cast<int>(moved_dims.size());
            moved_dims.push_back(dims[axis]);
            if (!reduced) rows *= dims[axis];
        }
    }
    const std::int64_t columns = std::accumulate(dims.begin(), dims.end(), std::int64_t{1}, std::multiplies<>()) / rows;
    const DataType type = builder.compute_type();
    const View moved{src.buffer, src.desc.permute_axes(moved_to), src.offset};
    const View matrix = builder.reshape(builder.convert(moved, plain_layout(moved_dims, type)), {rows, columns});
    if (columns == 1) return matrix;
    const Desc result_desc = plain_layout({rows, 1}, type);
    const dnnl::reduction::primitive_desc primitive_desc(builder.engine(), dnnl::algorithm::reduction_mean, matrix.desc,
                                                         result_desc, 0, 0, builder.attributes());
    const View result = builder.allocate(result_desc);
    builder.add_step("reduce_mean", primitive_desc, {{DNNL_ARG_SRC, matrix}, {DNNL_ARG_DST, result}});
    return result;
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const ReduceMean& reduce) {
    const View src = builder.operand(reduce.src);
    std::optional<View> result;
    if (is_spatial(reduce, src.desc.get_dims().size()) && !is_plain(src.desc)) result = pool(builder, src);
    if (!result) result = reduce_rows(builder, src, reduce);
    builder.define(dst, builder.reshape(*result, builder.dims(dst)));
}

}  // namespace mish4j::onednn
