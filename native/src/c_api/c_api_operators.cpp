// SPDX-License-Identifier: Apache-2.0
//
// The operators of the part "program" of mish4j.h.
#include <optional>

#include "arguments/arguments.hpp"
#include "guard.hpp"
#include "handles/objects.hpp"
#include "mish4j/mish4j.h"
#include "program/shape_checks.hpp"

using namespace mish4j;

namespace {

// Adds an operator: `add` gets the builder and the operator's label, and gives the result.
template <class Add>
mish4j_status add_operator(mish4j_program program, std::string_view kind, const char* name, mish4j_value* dst,
                           Add&& add) noexcept {
    return guard([&] {
        require(dst, "dst");
        const ExclusiveUse use(programs, program);
        const OperatorLabel label = use->builder.label(kind, read_optional_name(name, "name"));
        *dst = add(use->builder, label);
    });
}

std::int32_t checked_enumerator(std::string_view kind, std::int32_t value, std::int32_t last, std::string_view names) {
    if (value < 1 || value > last) fail_argument(kind, ": kind is ", value, ", expected one of ", names);
    return value;
}

Eltwise read_eltwise(std::int32_t kind, float alpha, float beta) {
    checked_enumerator("eltwise", kind, MISH4J_ELTWISE_SOFTSIGN, "MISH4J_ELTWISE_*");
    return {static_cast<EltwiseKind>(kind), alpha, beta};
}

BinaryKind read_binary_kind(std::int32_t kind) {
    return static_cast<BinaryKind>(
        checked_enumerator("binary", kind, MISH4J_BINARY_GREATER_OR_EQUAL, "MISH4J_BINARY_*"));
}

ReductionKind read_reduction_kind(std::int32_t kind) {
    return static_cast<ReductionKind>(checked_enumerator("reduce", kind, MISH4J_REDUCE_PRODUCT, "MISH4J_REDUCE_*"));
}

ArgKind read_arg_kind(std::string_view function, std::int32_t kind) {
    return static_cast<ArgKind>(checked_enumerator(function, kind, MISH4J_ARG_MIN, "MISH4J_ARG_*"));
}

PoolingKind read_pooling_kind(std::int32_t kind) {
    return static_cast<PoolingKind>(
        checked_enumerator("pooling", kind, MISH4J_POOLING_AVERAGE_INCLUDE_PADDING, "MISH4J_POOLING_*"));
}

std::optional<ValueId> read_optional_value(mish4j_value value) {
    return value == MISH4J_NO_VALUE ? std::nullopt : std::optional<ValueId>(value);
}

// Each array has a number for each spatial dimension.
Window read_window(std::int32_t spatial_rank, const mish4j_int64* strides, const mish4j_int64* dilations,
                   const mish4j_int64* pads_begin, const mish4j_int64* pads_end) {
    const auto count = static_cast<std::size_t>(spatial_rank);
    return {read_numbers(strides, count, "strides"), read_numbers(dilations, count, "dilations"),
            read_numbers(pads_begin, count, "pads_begin"), read_numbers(pads_end, count, "pads_end")};
}

// A number of places along a dimension.
void check_count(const OperatorLabel& label, std::string_view argument, mish4j_int64 count) {
    if (count < 1 || count > max_dim) label.fail(argument, " is ", count, ", expected 1 to ", max_dim);
}

}  // namespace

mish4j_status mish4j_program_add_convolution(mish4j_program program, const char* name, mish4j_value src,
                                             mish4j_value weights, mish4j_value bias, mish4j_int64 groups,
                                             int32_t spatial_rank, const mish4j_int64* strides,
                                             const mish4j_int64* dilations, const mish4j_int64* pads_begin,
                                             const mish4j_int64* pads_end, mish4j_value* dst) noexcept {
    return add_operator(program, "convolution", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        check_spatial_rank(label, spatial_rank, builder.dims(label, src, "src"));
        return builder.add(label, Convolution{src,
                                              weights,
                                              read_optional_value(bias),
                                              groups,
                                              read_window(spatial_rank, strides, dilations, pads_begin, pads_end),
                                              {}});
    });
}

mish4j_status mish4j_program_add_deconvolution(mish4j_program program, const char* name, mish4j_value src,
                                               mish4j_value weights, mish4j_value bias, mish4j_int64 groups,
                                               int32_t spatial_rank, const mish4j_int64* strides,
                                               const mish4j_int64* dilations, const mish4j_int64* pads_begin,
                                               const mish4j_int64* pads_end, const mish4j_int64* output_pads,
                                               mish4j_value* dst) noexcept {
    return add_operator(program, "deconvolution", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        check_spatial_rank(label, spatial_rank, builder.dims(label, src, "src"));
        return builder.add(
            label, Deconvolution{src,
                                 weights,
                                 read_optional_value(bias),
                                 groups,
                                 read_window(spatial_rank, strides, dilations, pads_begin, pads_end),
                                 read_numbers(output_pads, static_cast<std::size_t>(spatial_rank), "output_pads"),
                                 {}});
    });
}

mish4j_status mish4j_program_add_matmul(mish4j_program program, const char* name, mish4j_value src,
                                        mish4j_value weights, mish4j_value bias, mish4j_value* dst) noexcept {
    return add_operator(program, "matmul", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        return builder.add(label, Matmul{src, weights, read_optional_value(bias), {}});
    });
}

mish4j_status mish4j_program_append_eltwise(mish4j_program program, mish4j_value dst, int32_t kind, float alpha,
                                            float beta) noexcept {
    return guard([&] {
        const ExclusiveUse use(programs, program);
        use->builder.append_eltwise(dst, read_eltwise(kind, alpha, beta));
    });
}

mish4j_status mish4j_program_append_add(mish4j_program program, mish4j_value dst, mish4j_value other) noexcept {
    return guard([&] {
        const ExclusiveUse use(programs, program);
        use->builder.append_add(dst, other);
    });
}

mish4j_status mish4j_program_add_pooling(mish4j_program program, const char* name, int32_t kind, mish4j_value src,
                                         int32_t spatial_rank, const mish4j_int64* kernel, const mish4j_int64* strides,
                                         const mish4j_int64* dilations, const mish4j_int64* pads_begin,
                                         const mish4j_int64* pads_end, mish4j_value* dst) noexcept {
    return add_operator(program, "pooling", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        check_spatial_rank(label, spatial_rank, builder.dims(label, src, "src"));
        return builder.add(label, Pooling{read_pooling_kind(kind), src,
                                          read_numbers(kernel, static_cast<std::size_t>(spatial_rank), "kernel"),
                                          read_window(spatial_rank, strides, dilations, pads_begin, pads_end)});
    });
}

mish4j_status mish4j_program_add_eltwise(mish4j_program program, const char* name, int32_t kind, float alpha,
                                         float beta, mish4j_value src, mish4j_value* dst) noexcept {
    return add_operator(program, "eltwise", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        return builder.add(label, EltwiseOp{read_eltwise(kind, alpha, beta), src});
    });
}

mish4j_status mish4j_program_add_binary(mish4j_program program, const char* name, int32_t kind, mish4j_value src0,
                                        mish4j_value src1, mish4j_value* dst) noexcept {
    return add_operator(program, "binary", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        return builder.add(label, Binary{read_binary_kind(kind), src0, src1});
    });
}

mish4j_status mish4j_program_add_select(mish4j_program program, const char* name, mish4j_value condition,
                                        mish4j_value src0, mish4j_value src1, mish4j_value* dst) noexcept {
    return add_operator(program, Select::name, name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        return builder.add(label, Select{condition, src0, src1});
    });
}

mish4j_status mish4j_program_add_concat(mish4j_program program, const char* name, int32_t axis, int32_t count,
                                        const mish4j_value* srcs, mish4j_value* dst) noexcept {
    return add_operator(program, Concat::name, name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        if (count < 1) label.fail("count is ", count, ", expected 1 or more");
        require(srcs, "srcs");
        Concat operation{axis, {}};
        for (std::int32_t i = 0; i < count; ++i) {
            // Each is checked before the next is read, so that a wrong count is found near the end of what there is.
            builder.dims(label, srcs[i], "srcs");
            operation.srcs.push_back(srcs[i]);
        }
        return builder.add(label, std::move(operation));
    });
}

mish4j_status mish4j_program_add_slice(mish4j_program program, const char* name, mish4j_value src,
                                       const mish4j_int64* starts, const mish4j_int64* sizes, const mish4j_int64* steps,
                                       mish4j_value* dst) noexcept {
    return add_operator(program, "slice", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        const std::size_t rank = builder.dims(label, src, "src").size();
        return builder.add(label, Slice{src, read_numbers(starts, rank, "starts"), read_numbers(steps, rank, "steps")},
                           read_numbers(sizes, rank, "sizes"));
    });
}

mish4j_status mish4j_program_add_gather(mish4j_program program, const char* name, int32_t axis, mish4j_int64 count,
                                        const mish4j_int64* indices, mish4j_value src, mish4j_value* dst) noexcept {
    return add_operator(program, Gather::name, name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        check_count(label, "count", count);
        return builder.add(label, Gather{axis, src, read_numbers(indices, static_cast<std::size_t>(count), "indices")});
    });
}

mish4j_status mish4j_program_add_interpolate(mish4j_program program, const char* name, int32_t axis, mish4j_int64 size,
                                             mish4j_int64 taps, const mish4j_int64* indices, const float* weights,
                                             mish4j_value src, mish4j_value* dst) noexcept {
    return add_operator(
        program, Interpolate::name, name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
            check_count(label, "size", size);
            check_count(label, "taps", taps);
            check_count(label, "size times taps", size * taps);
            require(weights, "weights");
            const auto count = static_cast<std::size_t>(size * taps);
            Interpolate operation{axis, src, taps, read_numbers(indices, count, "indices"), {weights, weights + count}};
            return builder.add(label, std::move(operation));
        });
}

mish4j_status mish4j_program_add_resize_nearest(mish4j_program program, const char* name, mish4j_value src,
                                                int32_t spatial_rank, const mish4j_int64* scales,
                                                mish4j_value* dst) noexcept {
    return add_operator(
        program, ResizeNearest::name, name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
            check_spatial_rank(label, spatial_rank, builder.dims(label, src, "src"));
            return builder.add(
                label, ResizeNearest{src, read_numbers(scales, static_cast<std::size_t>(spatial_rank), "scales")});
        });
}

mish4j_status mish4j_program_add_convert_image(mish4j_program program, const char* name, mish4j_value src,
                                               const float* scales, const float* shifts, mish4j_value* dst) noexcept {
    return add_operator(
        program, ConvertImage::name, name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
            const Dims& dims = builder.dims(label, src, "src");
            if (dims.size() != 4) label.fail("expected src of rank 4, [N, H, W, C], found ", dims);
            require(scales, "scales");
            require(shifts, "shifts");
            return builder.add(label, ConvertImage{src, {scales, scales + dims[3]}, {shifts, shifts + dims[3]}});
        });
}

mish4j_status mish4j_program_add_softmax(mish4j_program program, const char* name, int32_t axis, int32_t logarithmic,
                                         mish4j_value src, mish4j_value* dst) noexcept {
    return add_operator(program, "softmax", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        return builder.add(label, Softmax{axis, read_flag(logarithmic, "logarithmic"), src});
    });
}

mish4j_status mish4j_program_add_mean_variance_normalization(mish4j_program program, const char* name,
                                                             int32_t first_axis, float epsilon, mish4j_value src,
                                                             mish4j_value* dst) noexcept {
    return add_operator(program, MeanVarianceNormalization::name, name, dst,
                        [&](ProgramBuilder& builder, const OperatorLabel& label) {
                            return builder.add(label, MeanVarianceNormalization{first_axis, epsilon, src});
                        });
}

mish4j_status mish4j_program_add_reshape(mish4j_program program, const char* name, mish4j_value src, int32_t rank,
                                         const mish4j_int64* dims, mish4j_value* dst) noexcept {
    return add_operator(program, "reshape", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        check_rank(label, rank);
        return builder.add(label, Reshape{src}, read_numbers(dims, static_cast<std::size_t>(rank), "dims"));
    });
}

mish4j_status mish4j_program_add_transpose(mish4j_program program, const char* name, mish4j_value src,
                                           const mish4j_int64* permutation, mish4j_value* dst) noexcept {
    return add_operator(program, "transpose", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        const std::size_t rank = builder.dims(label, src, "src").size();
        return builder.add(label, Transpose{src, {}}, read_numbers(permutation, rank, "permutation"));
    });
}

mish4j_status mish4j_program_add_reduce(mish4j_program program, const char* name, int32_t kind, mish4j_value src,
                                        int32_t axis_count, const mish4j_int64* axes, int32_t keep_dims,
                                        mish4j_value* dst) noexcept {
    return add_operator(program, "reduce", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        const std::size_t rank = builder.dims(label, src, "src").size();
        if (axis_count < 1 || static_cast<std::size_t>(axis_count) > rank) {
            label.fail("axis_count is ", axis_count, ", expected 1 to the rank of src, ", rank);
        }
        const Dims numbers = read_numbers(axes, static_cast<std::size_t>(axis_count), "axes");
        return builder.add(label, Reduce{read_reduction_kind(kind), src, {}}, numbers,
                           read_flag(keep_dims, "keep_dims"));
    });
}

mish4j_status mish4j_program_add_arg_reduce(mish4j_program program, const char* name, int32_t kind, mish4j_value src,
                                            int32_t axis, int32_t keep_dims, int32_t last, mish4j_value* dst) noexcept {
    return add_operator(program, "arg_reduce", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        return builder.add(label, ArgReduce{read_arg_kind("arg_reduce", kind), src, axis, read_flag(last, "last")},
                           read_flag(keep_dims, "keep_dims"));
    });
}

mish4j_status mish4j_program_add_top_k(mish4j_program program, const char* name, int32_t kind, mish4j_value src,
                                       int32_t axis, mish4j_int64 count, int32_t places, mish4j_value* dst) noexcept {
    return add_operator(program, "top_k", name, dst, [&](ProgramBuilder& builder, const OperatorLabel& label) {
        return builder.add(label, TopK{read_arg_kind("top_k", kind), src, axis, read_flag(places, "places")}, count);
    });
}
