// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "common/operation_names.hpp"
#include "kernels/instruction_set.hpp"
#include "lowering.hpp"
#include "onednn/kernels/axis/arg_reduction_kernel.hpp"
#include "onednn/kernels/axis/reduction_kernel.hpp"
#include "onednn/kernels/axis/top_k_kernel.hpp"
#include "onednn/loops/axis_loops.hpp"
#include "pooling_primitive.hpp"
#include "program/shape_checks.hpp"

namespace mish4j::onednn {

namespace {

bool is_reduced(const Reduce& reduce, int axis) {
    return std::find(reduce.axes.begin(), reduce.axes.end(), axis) != reduce.axes.end();
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
        current = builder.add_step(name_of(reduce), kernels::kernel_name(), std::move(kernel), {current});
    }
}

// Whether this is the mean over all of the spatial dimensions, which oneDNN's pooling reads in every known layout.
bool is_mean_of_images(const Reduce& reduce, const Dims& src) {
    if (reduce.kind != ReductionKind::mean || src.size() < 3 || src.size() > max_spatial_rank + 2) return false;
    if (reduce.axes.size() != src.size() - 2 || reduce.axes.front() != 2) return false;
    return std::all_of(src.begin() + 2, src.end(),
                       [](std::int64_t dim) { return dim <= std::numeric_limits<std::int32_t>::max(); });
}

void lower_mean_of_images(PlanBuilder& builder, ValueId dst, const Reduce& reduce) {
    const Dims& src = builder.dims(reduce.src);
    const Dims image(src.begin() + 2, src.end());
    const Dims ones(image.size(), 1);
    const Dims zeros(image.size(), 0);
    const Pooling pooling{PoolingKind::average_exclude_padding, reduce.src, image, Window{ones, ones, zeros, zeros}};
    Dims kept = ones;
    kept.insert(kept.begin(), {src[0], src[1]});
    const bool keeps = builder.dims(dst) == kept;
    const View result =
        add_pooling(builder, name_of(reduce), pooling, kept, keeps ? builder.destination(dst) : std::nullopt);
    builder.define(dst, builder.reshape(result, builder.dims(dst)));
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Reduce& reduce) {
    if (is_mean_of_images(reduce, builder.dims(reduce.src))) return lower_mean_of_images(builder, dst, reduce);
    builder.define(dst, builder.reshape(reduce_runs(builder, reduce), builder.dims(dst)));
}

void lower(PlanBuilder& builder, ValueId dst, const ArgReduce& reduce) {
    const View& src = builder.view(reduce.src);
    auto kernel = std::make_shared<ArgReductionKernel>(reduce.kind, unblocked_layout(src.desc, DataType::f32),
                                                       static_cast<std::size_t>(reduce.axis), reduce.last);
    const View result = builder.add_step(name_of(reduce), ArgReductionKernel::name, std::move(kernel), {src});
    builder.define(dst, builder.reshape(result, builder.dims(dst)));
}

void lower(PlanBuilder& builder, ValueId dst, const TopK& top_k) {
    const View& src = builder.view(top_k.src);
    const auto axis = static_cast<std::size_t>(top_k.axis);
    auto kernel = std::make_shared<TopKKernel>(top_k.kind, unblocked_layout(src.desc, DataType::f32), axis,
                                               builder.dims(dst)[axis], top_k.places);
    builder.define(dst, builder.add_step(name_of(top_k), TopKKernel::name, std::move(kernel), {src}));
}

}  // namespace mish4j::onednn
