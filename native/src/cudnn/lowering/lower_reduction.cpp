// SPDX-License-Identifier: Apache-2.0
//
// Operators in which an element of the result depends on many of the source: pooling, softmax, normalisation,
// reductions.
#include "common/operation_names.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "lowering.hpp"

namespace mish4j::cudnn {

namespace {

// The result has the source's order in memory.
View result_like(PlanBuilder& builder, ValueId dst, const View& src) {
    return builder.result(dst, dense_desc_like(src.desc, builder.compute_type(), builder.dims(dst)));
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Pooling& pooling) {
    const View src = builder.view(pooling.src);
    const View result = builder.result(dst, channels_last_desc(builder.compute_type(), builder.dims(dst)));
    builder.add_step(name_of(pooling),
                     pooling_call(pooling.kind, pooling.kernel, pooling.window, src.desc, result.desc), {src}, result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const Softmax& softmax) {
    const View src = builder.view(softmax.src);
    View result = result_like(builder, dst, src);
    builder.add_step(name_of(softmax), softmax_call(softmax.axis, softmax.logarithmic, src.desc, result.desc), {src},
                     result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const MeanVarianceNormalization& normalize) {
    const View src = builder.view(normalize.src);
    View result = result_like(builder, dst, src);
    builder.add_step(name_of(normalize), normalize_call(normalize.first_axis, normalize.epsilon, src.desc, result.desc),
                     {src}, result);
    builder.define(dst, result);
}

void lower(PlanBuilder& builder, ValueId dst, const Reduce& reduce) {
    const View src = builder.view(reduce.src);
    Dims kept = src.desc.dims;
    for (std::int32_t axis : reduce.axes) kept[static_cast<std::size_t>(axis)] = 1;
    const View result = builder.allocate(dense_desc_like(src.desc, builder.compute_type(), kept));
    builder.add_step(name_of(reduce), reduce_call(reduce.kind, reduce.axes, src.desc, result.desc), {src}, result);
    builder.define(dst, builder.reshape(result, builder.dims(dst)));
}

// Places are numbers that f16 does not hold, so the result is f32.
void lower(PlanBuilder& builder, ValueId dst, const ArgReduce& reduce) {
    const View src = builder.view(reduce.src);
    Dims kept = src.desc.dims;
    kept[static_cast<std::size_t>(reduce.axis)] = 1;
    const View result = builder.allocate(dense_desc_like(src.desc, ElementType::f32, kept));
    builder.add_step(name_of(reduce), arg_reduce_call(reduce.kind, reduce.last, reduce.axis, src.desc, result.desc),
                     {src}, result);
    builder.define(dst, builder.reshape(result, builder.dims(dst)));
}

// Places are f32, as above.
void lower(PlanBuilder& builder, ValueId dst, const TopK& top_k) {
    const View src = builder.view(top_k.src);
    const ElementType type = top_k.places ? ElementType::f32 : builder.compute_type();
    const View result = builder.allocate(dense_desc_like(src.desc, type, builder.dims(dst)));
    builder.add_step(name_of(top_k), top_k_call(top_k.kind, top_k.places, top_k.axis, src.desc, result.desc), {src},
                     result);
    builder.define(dst, result);
}

}  // namespace mish4j::cudnn
