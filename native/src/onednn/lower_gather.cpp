// SPDX-License-Identifier: Apache-2.0
#include "axis_loops.hpp"
#include "gather_kernel.hpp"
#include "lowering.hpp"
#include "resample_kernel.hpp"

namespace mish4j::onednn {

namespace {

// A result that lies as the source does, but for the size of one dimension.
View resized(PlanBuilder& builder, const View& src, std::int32_t axis, std::int64_t size) {
    Dims dims = src.desc.get_dims();
    dims[static_cast<std::size_t>(axis)] = size;
    return builder.allocate(dense_layout_like(src.desc, dims, DataType::f32));
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Gather& gather) {
    const View src = dense_f32(builder, builder.view(gather.src));
    const View result = resized(builder, src, gather.axis, static_cast<std::int64_t>(gather.indices.size()));
    const AxisLoops loops = axis_loops(src.desc, static_cast<std::size_t>(gather.axis));
    builder.add_step("gather", GatherKernel::name, std::make_shared<GatherKernel>(loops, gather.indices), {src},
                     result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const Resample& resample) {
    const View src = dense_f32(builder, builder.view(resample.src));
    const auto count = static_cast<std::int64_t>(resample.indices.size());
    const View result = resized(builder, src, resample.axis, count / resample.taps);
    const AxisLoops loops = axis_loops(src.desc, static_cast<std::size_t>(resample.axis));
    builder.add_step("resample", ResampleKernel::name(), std::make_shared<ResampleKernel>(loops, resample), {src},
                     result);
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
