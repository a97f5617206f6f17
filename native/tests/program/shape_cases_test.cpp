// SPDX-License-Identifier: Apache-2.0
//
// The C ABI's shape inference on the cases that Java's tests read too.
#include <functional>
#include <set>

#include "program_fixture.hpp"
#include "shape_case.hpp"

namespace mish4j::test {
namespace {

std::int32_t to_int32(mish4j_int64 number) { return static_cast<std::int32_t>(number); }

// What an operator is added with.
struct Call {
    mish4j_program program;
    const ShapeCase& shape_case;
    const std::vector<mish4j_value>& srcs;
    mish4j_value* dst;

    std::int32_t axis() const { return to_int32(shape_case.number("axis")); }
    std::int32_t keep() const { return to_int32(shape_case.number("keep")); }
    mish4j_value bias() const { return srcs.size() == 3 ? srcs[2] : MISH4J_NO_VALUE; }
    mish4j_int64 groups() const { return shape_case.numbers("groups", 1, 1)[0]; }

    std::size_t spatial_rank() const {
        return shape_case.numbers("strides", shape_case.inputs[0].size() - 2, 1).size();
    }

    Windows windows(std::size_t spatial_rank) const {
        return {shape_case.numbers("strides", spatial_rank, 1), shape_case.numbers("dilations", spatial_rank, 1),
                shape_case.numbers("pads_begin", spatial_rank, 0), shape_case.numbers("pads_end", spatial_rank, 0)};
    }
};

mish4j_status add_convolution(const Call& call) {
    const Windows windows = call.windows(call.spatial_rank());
    return mish4j_program_add_convolution(call.program, "n", call.srcs[0], call.srcs[1], call.bias(), call.groups(),
                                          static_cast<std::int32_t>(call.spatial_rank()), windows.strides.data(),
                                          windows.dilations.data(), windows.pads_begin.data(), windows.pads_end.data(),
                                          call.dst);
}

mish4j_status add_deconvolution(const Call& call) {
    const Windows windows = call.windows(call.spatial_rank());
    const Dims output_pads = call.shape_case.numbers("output_pads", call.spatial_rank(), 0);
    return mish4j_program_add_deconvolution(call.program, "n", call.srcs[0], call.srcs[1], call.bias(), call.groups(),
                                            static_cast<std::int32_t>(call.spatial_rank()), windows.strides.data(),
                                            windows.dilations.data(), windows.pads_begin.data(),
                                            windows.pads_end.data(), output_pads.data(), call.dst);
}

mish4j_status add_matmul(const Call& call) {
    return mish4j_program_add_matmul(call.program, "n", call.srcs[0], call.srcs[1], call.bias(), call.dst);
}

mish4j_status add_pooling(const Call& call) {
    const Dims kernel = call.shape_case.numbers("kernel");
    const Windows windows = call.windows(kernel.size());
    return mish4j_program_add_pooling(
        call.program, "n", MISH4J_POOLING_MAX, call.srcs[0], static_cast<std::int32_t>(kernel.size()), kernel.data(),
        windows.strides.data(), windows.dilations.data(), windows.pads_begin.data(), windows.pads_end.data(), call.dst);
}

mish4j_status add_eltwise(const Call& call) {
    return mish4j_program_add_eltwise(call.program, "n", MISH4J_ELTWISE_MISH, 0, 0, call.srcs[0], call.dst);
}

mish4j_status add_binary(const Call& call) {
    return mish4j_program_add_binary(call.program, "n", MISH4J_BINARY_MUL, call.srcs[0], call.srcs[1], call.dst);
}

mish4j_status add_select(const Call& call) {
    return mish4j_program_add_select(call.program, "n", call.srcs[0], call.srcs[1], call.srcs[2], call.dst);
}

mish4j_status add_concat(const Call& call) {
    return mish4j_program_add_concat(call.program, "n", call.axis(), static_cast<std::int32_t>(call.srcs.size()),
                                     call.srcs.data(), call.dst);
}

mish4j_status add_slice(const Call& call) {
    const Dims starts = call.shape_case.numbers("starts");
    const Dims sizes = call.shape_case.numbers("sizes");
    const Dims steps = call.shape_case.numbers("steps");
    return mish4j_program_add_slice(call.program, "n", call.srcs[0], starts.data(), sizes.data(), steps.data(),
                                    call.dst);
}

mish4j_status add_gather(const Call& call) {
    const Dims indices = call.shape_case.numbers("indices");
    return mish4j_program_add_gather(call.program, "n", call.axis(), static_cast<mish4j_int64>(indices.size()),
                                     indices.data(), call.srcs[0], call.dst);
}

mish4j_status add_interpolate(const Call& call) {
    const Dims indices = call.shape_case.numbers("indices");
    const std::vector<float> weights = call.shape_case.floats("weights");
    const mish4j_int64 taps = call.shape_case.number("taps");
    return mish4j_program_add_interpolate(call.program, "n", call.axis(),
                                          static_cast<mish4j_int64>(indices.size()) / taps, taps, indices.data(),
                                          weights.data(), call.srcs[0], call.dst);
}

mish4j_status add_resize_nearest(const Call& call) {
    const Dims scales = call.shape_case.numbers("scales");
    return mish4j_program_add_resize_nearest(call.program, "n", call.srcs[0], static_cast<std::int32_t>(scales.size()),
                                             scales.data(), call.dst);
}

mish4j_status add_convert_image(const Call& call) {
    const std::vector<float> scales = call.shape_case.floats("scales");
    const std::vector<float> shifts = call.shape_case.floats("shifts");
    return mish4j_program_add_convert_image(call.program, "n", call.srcs[0], scales.data(), shifts.data(), call.dst);
}

mish4j_status add_softmax(const Call& call) {
    return mish4j_program_add_softmax(call.program, "n", call.axis(), 0, call.srcs[0], call.dst);
}

mish4j_status add_mean_variance_normalization(const Call& call) {
    return mish4j_program_add_mean_variance_normalization(call.program, "n", call.axis(),
                                                          call.shape_case.floats("epsilon")[0], call.srcs[0], call.dst);
}

mish4j_status add_reshape(const Call& call) {
    const Dims dims = call.shape_case.dims("shape");
    return mish4j_program_add_reshape(call.program, "n", call.srcs[0], static_cast<std::int32_t>(dims.size()),
                                      dims.data(), call.dst);
}

mish4j_status add_transpose(const Call& call) {
    const Dims permutation = call.shape_case.numbers("permutation");
    return mish4j_program_add_transpose(call.program, "n", call.srcs[0], permutation.data(), call.dst);
}

mish4j_status add_reduce(const Call& call) {
    const Dims axes = call.shape_case.numbers("axes");
    return mish4j_program_add_reduce(call.program, "n", MISH4J_REDUCE_MAX, call.srcs[0],
                                     static_cast<std::int32_t>(axes.size()), axes.data(), call.keep(), call.dst);
}

mish4j_status add_arg_reduce(const Call& call) {
    return mish4j_program_add_arg_reduce(call.program, "n", MISH4J_ARG_MAX, call.srcs[0], call.axis(), call.keep(), 0,
                                         call.dst);
}

mish4j_status add_top_k(const Call& call) {
    return mish4j_program_add_top_k(call.program, "n", MISH4J_ARG_MAX, call.srcs[0], call.axis(),
                                    call.shape_case.number("count"), 0, call.dst);
}

// By the name that mish4j.h gives the function.
const std::map<std::string, std::function<mish4j_status(const Call&)>>& functions() {
    static const std::map<std::string, std::function<mish4j_status(const Call&)>> functions{
        {"convolution", add_convolution},
        {"deconvolution", add_deconvolution},
        {"matmul", add_matmul},
        {"pooling", add_pooling},
        {"eltwise", add_eltwise},
        {"binary", add_binary},
        {"select", add_select},
        {"concat", add_concat},
        {"slice", add_slice},
        {"gather", add_gather},
        {"interpolate", add_interpolate},
        {"resize_nearest", add_resize_nearest},
        {"convert_image", add_convert_image},
        {"softmax", add_softmax},
        {"mean_variance_normalization", add_mean_variance_normalization},
        {"reshape", add_reshape},
        {"transpose", add_transpose},
        {"reduce", add_reduce},
        {"arg_reduce", add_arg_reduce},
        {"top_k", add_top_k},
    };
    return functions;
}

class ShapeCasesTest : public ProgramTest {};

TEST_F(ShapeCasesTest, AreInferredOrRefused) {
    for (const ShapeCase& shape_case : read_shape_cases()) {
        SCOPED_TRACE("shapes.txt:" + std::to_string(shape_case.line) + ": " + shape_case.operation);
        const auto function = functions().find(shape_case.operation);
        ASSERT_NE(function, functions().end());
        std::vector<mish4j_value> srcs;
        for (const Dims& dims : shape_case.inputs) srcs.push_back(input(dims));
        mish4j_value dst = -7;
        const Call call{program_, shape_case, srcs, &dst};
        if (shape_case.refused) {
            EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, shape_case.message, function->second(call));
            EXPECT_EQ(dst, -7);
        } else {
            EXPECT_OK(function->second(call));
            if (dst != -7) {
                EXPECT_EQ(shape(dst), shape_case.shape);
            }
        }
    }
}

TEST_F(ShapeCasesTest, EveryOperatorHasCases) {
    std::set<std::string> expected;
    for (const auto& [name, function] : functions()) expected.insert(name);
    std::set<std::string> inferred;
    for (const ShapeCase& shape_case : read_shape_cases()) {
        if (!shape_case.refused) inferred.insert(shape_case.operation);
    }
    EXPECT_EQ(inferred, expected);
}

}  // namespace
}  // namespace mish4j::test
