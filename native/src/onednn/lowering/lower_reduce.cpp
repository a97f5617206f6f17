// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "common/operation_names.hpp"
#include "kernels/instruction_set.hpp"
#include "lowering.hpp"
#include "onednn/kernels/arg_reduction_kernel.hpp"
#include "onednn/kernels/reduction_kernel.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/library/selection.hpp"
#include "onednn/loops/axis_loops.hpp"

namespace mish4j::onednn {

namespace {

bool is_reduced(const Reduce& reduce, int axis) {
    return std::find(reduce.axes.begin(), reduce.axes.end(), axis) != reduce.axes.end();
}

// Whether this is the mean over exactly the spatial dimensions of an image.
bool is_mean_over_images(const Reduce& reduce, int rank) {
    if (reduce.kind != ReductionKind::mean || rank < 3 || rank > 5) return false;
    for (int axis = 0; axis < rank; ++axis) {
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

// Dimensions that follow one another in memory and are reduced in one step.
struct Run {
    std::vector<int> axes;
    AxisLoops loops{1, 1, 1};
};

// Those that are the first in memory, of the dimensions that are to be reduced and aren't 1; none if there are no such.
Run first_run(const Reduce& reduce, const Desc& desc) {
    const Dims dims = desc.get_dims();
    Run run;
    bool ended = false;
    for (int axis : memory_order(desc)) {
        const std::int64_t dim = dims[axis];
        if (dim == 1) continue;
        const bool reduced = is_reduced(reduce, axis) && !ended;
        if (reduced) {
            run.axes.push_back(axis);
            run.loops.size *= dim;
        } else {
            ended = !run.axes.empty();
            (ended ? run.loops.inner : run.loops.outer) *= dim;
        }
    }
    return run;
}

// The source with 1 in place of the reduced dimensions. Means of equally many means are the mean of all, and so on.
View reduce_runs(PlanBuilder& builder, const Reduce& reduce) {
    View current = builder.view(reduce.src);
    for (;;) {
        const Desc src = unblocked_layout(current.desc, DataType::f32);
        const Run run = first_run(reduce, src);
        if (run.axes.empty()) return current;
        Dims dims = src.get_dims();
        for (int axis : run.axes) dims[axis] = 1;
        auto kernel =
            std::make_shared<ReductionKernel>(reduce.kind, run.loops, src, dense_layout_like(src, dims, DataType::f32));
        current = builder.add_step(name_of(reduce.kind), kernels::kernel_name(), std::move(kernel), {current});
    }
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Reduce& reduce) {
    const View& src = builder.view(reduce.src);
    std::optional<View> result;
    if (is_mean_over_images(reduce, static_cast<int>(src.desc.get_dims().size())) && has_channel_blocks(src.desc)) {
        result = pool(builder, builder.operand(reduce.src));
    }
    if (!result) result = reduce_runs(builder, reduce);
    builder.define(dst, builder.reshape(*result, builder.dims(dst)));
}

void lower(PlanBuilder& builder, ValueId dst, const ArgReduce& reduce) {
    const View& src = builder.view(reduce.src);
    auto kernel = std::make_shared<ArgReductionKernel>(reduce.kind, unblocked_layout(src.desc, DataType::f32),
                                                       static_cast<std::size_t>(reduce.axis), reduce.last);
    const View result = builder.add_step(name_of(reduce.kind), ArgReductionKernel::name, std::move(kernel), {src});
    builder.define(dst, builder.reshape(result, builder.dims(dst)));
}

}  // namespace mish4j::onednn
