// SPDX-License-Identifier: Apache-2.0
//
// The shapes of inputs and of the results of operators that compute, by hand from the formulas of mish4j.h, and what is
// refused.
#include "program_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr mish4j_int64 max_dim = 2147483647;

class ShapeTest : public ProgramTest {
 protected:
    // The shape of a result.
    template <class Call>
    Dims result(Call&& call) {
        mish4j_value dst = -7;
        EXPECT_OK(call(&dst));
        return dst == -7 ? Dims{-1} : shape(dst);
    }

    Dims conv(const Dims& src, const Dims& weights, const Windows& windows, mish4j_int64 groups = 1) {
        return result([&](mish4j_value* dst) {
            return convolution(input(src), input(weights), input({weights[0]}), groups, windows, dst);
        });
    }

    Dims pool(const Dims& src, const Dims& kernel, const Windows& windows) {
        return result([&](mish4j_value* dst) { return pooling(MISH4J_POOLING_MAX, input(src), kernel, windows, dst); });
    }

    void expect_refused_conv(const std::string& text, const Dims& src, const Dims& weights, const Windows& windows,
                             mish4j_int64 groups = 1) {
        mish4j_value dst = -7;
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'stem': " + text,
                     convolution(input(src), input(weights), MISH4J_NO_VALUE, groups, windows, &dst));
        EXPECT_EQ(dst, -7);
    }

    void expect_refused_pool(const std::string& text, const Dims& src, const Dims& kernel, const Windows& windows) {
        mish4j_value dst = -7;
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "pooling 'pool': " + text,
                     pooling(MISH4J_POOLING_MAX, input(src), kernel, windows, &dst));
        EXPECT_EQ(dst, -7);
    }
};

TEST_F(ShapeTest, Inputs) {
    EXPECT_EQ(shape(input({})), Dims{});
    EXPECT_EQ(shape(input({1})), Dims{1});
    EXPECT_EQ(shape(input({1, 2, 3, 4, 5, 6})), (Dims{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(shape(input({max_dim, 128})), (Dims{max_dim, 128}));
    EXPECT_EQ(shape(input({1 << 30, 1 << 8})), (Dims{1 << 30, 1 << 8}));
}

TEST_F(ShapeTest, LeavesDimsPastTheRankAlone) {
    std::array<mish4j_int64, MISH4J_MAX_RANK> dims{-1, -2, -3, -4, -5, -6};
    std::int32_t type = 0;
    std::int32_t rank = 0;
    ASSERT_OK(mish4j_program_get_shape(program_, input({7, 8}), &type, &rank, dims.data()));
    EXPECT_EQ(dims, (std::array<mish4j_int64, 6>{7, 8, -3, -4, -5, -6}));
}

TEST_F(ShapeTest, RefusedInputs) {
    mish4j_value value = -7;
    const auto add = [&](std::int32_t rank, Dims dims) {
        return mish4j_program_add_input(program_, "x", MISH4J_TYPE_F32, rank, dims.data(), &value);
    };
    const Dims ones(8, 1);
    for (std::int32_t rank : {-1, 7, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "input 'x': rank is", add(rank, ones));
    }
    for (mish4j_int64 dim :
         {mish4j_int64{0}, mish4j_int64{-1}, max_dim + 1, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "input 'x': dimension 1 of the shape [2, " + std::to_string(dim) + "]",
                     add(2, {2, dim}));
    }
    for (const Dims& dims : {Dims{1 << 30, (1 << 8) + 1}, Dims{max_dim, max_dim}, Dims{max_dim, max_dim, max_dim},
                             Dims{1 << 30, 1 << 30, 1 << 4}, Dims(6, 1 << 30)}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "has more than 1099511627776 bytes",
                     add(static_cast<std::int32_t>(dims.size()), dims));
    }
    EXPECT_EQ(value, -7);
}

TEST_F(ShapeTest, Convolutions) {
    EXPECT_EQ(conv({1, 3, 224, 224}, {64, 3, 7, 7}, {{2, 2}, {1, 1}, {3, 3}, {3, 3}}), (Dims{1, 64, 112, 112}));
    EXPECT_EQ(conv({2, 3, 8, 9}, {4, 3, 3, 3}, dense(2)), (Dims{2, 4, 6, 7}));
    EXPECT_EQ(conv({2, 8, 5, 5}, {8, 1, 3, 3}, {{1, 1}, {1, 1}, {1, 1}, {1, 1}}, 8), (Dims{2, 8, 5, 5}));
    EXPECT_EQ(conv({2, 8, 5, 5}, {6, 4, 1, 1}, dense(2), 2), (Dims{2, 6, 5, 5}));
    EXPECT_EQ(conv({1, 1, 10}, {1, 1, 3}, {{1}, {3}, {0}, {0}}), (Dims{1, 1, 4}));
    EXPECT_EQ(conv({1, 1, 10}, {1, 1, 3}, {{4}, {1}, {1}, {2}}), (Dims{1, 1, 3}));
    EXPECT_EQ(conv({1, 1, 3}, {1, 1, 2}, {{5}, {1}, {0}, {0}}), (Dims{1, 1, 1}));
    EXPECT_EQ(conv({1, 2, 4, 5, 6}, {3, 2, 1, 2, 3}, {{1, 2, 3}, {1, 1, 2}, {0, 1, 0}, {0, 0, 1}}),
              (Dims{1, 3, 4, 3, 1}));
    EXPECT_EQ(conv({1, 1, 2, 2}, {1, 1, 4, 4}, {{1, 1}, {1, 1}, {2, 1}, {0, 1}}), (Dims{1, 1, 1, 1}));
}

TEST_F(ShapeTest, ConvolutionsOfExtremeWindows) {
    EXPECT_EQ(conv({1, 1, 4}, {1, 1, 1}, {{max_dim}, {max_dim}, {0}, {0}}), (Dims{1, 1, 1}));
    // (4 + 2 (2^31 - 1) - 1) / (2^31 - 1) + 1
    EXPECT_EQ(conv({1, 1, 4}, {1, 1, 1}, {{max_dim}, {1}, {max_dim}, {max_dim}}), (Dims{1, 1, 3}));
    expect_refused_conv("dimension 2 of the shape [1, 1, 4294967298]", {1, 1, 4}, {1, 1, 1},
                        {{1}, {1}, {max_dim}, {max_dim}});
    expect_refused_conv("the kernel spans 4611686011984936963 elements", {1, 1, 4}, {1, 1, max_dim},
                        {{1}, {max_dim}, {0}, {0}});
    for (mish4j_int64 wrong : {max_dim + 1, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}, mish4j_int64{-1}}) {
        const std::string found = "[0] is " + std::to_string(wrong) + ", expected ";
        expect_refused_conv("strides" + found, {1, 1, 4}, {1, 1, 1}, {{wrong}, {1}, {0}, {0}});
        expect_refused_conv("dilations" + found, {1, 1, 4}, {1, 1, 1}, {{1}, {wrong}, {0}, {0}});
        expect_refused_conv("pads_begin" + found, {1, 1, 4}, {1, 1, 1}, {{1}, {1}, {wrong}, {0}});
        expect_refused_conv("pads_end" + found, {1, 1, 4}, {1, 1, 1}, {{1}, {1}, {0}, {wrong}});
    }
}

TEST_F(ShapeTest, RefusedConvolutions) {
    expect_refused_conv("weights [32, 3, 3, 3] expect 3 input channels per group, src [1, 4, 8, 8] has 4", {1, 4, 8, 8},
                        {32, 3, 3, 3}, dense(2));
    expect_refused_conv("weights [4, 4, 3, 3] expect 4 input channels per group, src [1, 4, 8, 8] has 2", {1, 4, 8, 8},
                        {4, 4, 3, 3}, dense(2), 2);
    expect_refused_conv("expected weights of src's rank", {1, 4, 8, 8}, {4, 4, 3}, dense(2));
    expect_refused_conv("expected src of rank 4, [N, C, 2 spatial dimensions], found [1, 4, 8]", {1, 4, 8}, {4, 4, 3},
                        dense(2));
    expect_refused_conv("strides[1] is 0", {1, 1, 4, 4}, {1, 1, 1, 1}, {{1, 0}, {1, 1}, {0, 0}, {0, 0}});
    expect_refused_conv("dilations[1] is 0", {1, 1, 4, 4}, {1, 1, 1, 1}, {{1, 1}, {1, 0}, {0, 0}, {0, 0}});
    expect_refused_conv("the kernel spans 5 elements of spatial dimension 1, src [1, 1, 4, 4] has, with its padding, 4",
                        {1, 1, 4, 4}, {1, 1, 3, 3}, {{1, 1}, {1, 2}, {0, 0}, {0, 0}});
    for (mish4j_int64 groups : {mish4j_int64{0}, mish4j_int64{-1}, mish4j_int64{3}, mish4j_int64{8},
                                mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        expect_refused_conv("groups is " + std::to_string(groups), {1, 4, 4, 4}, {4, 1, 1, 1}, dense(2), groups);
    }
    expect_refused_conv("groups is 4, expected a divisor of the 6 output channels", {1, 4, 4, 4}, {6, 1, 1, 1},
                        dense(2), 4);
    expect_refused_conv("the shape [65536, 65536, 65536] has more than", {65536, 1, 65536}, {65536, 1, 1}, dense(1));

    mish4j_value dst = -7;
    const mish4j_value x = input({1, 2, 4, 4});
    const mish4j_value w = input({3, 2, 1, 1});
    for (const Dims& bias : {Dims{}, Dims{2}, Dims{1}, Dims{1, 3}, Dims{3, 1}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "expected bias [3], found",
                     convolution(x, w, input(bias), 1, dense(2), &dst));
    }
    const mish4j_int64 ones[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    for (std::int32_t spatial_rank : {-1, 0, 4, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "spatial_rank is",
                     mish4j_program_add_convolution(program_, nullptr, x, w, MISH4J_NO_VALUE, 1, spatial_rank, ones,
                                                    ones, ones, ones, &dst));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "spatial_rank is",
                     mish4j_program_add_pooling(program_, nullptr, MISH4J_POOLING_MAX, x, spatial_rank, ones, ones,
                                                ones, ones, ones, &dst));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "spatial_rank is",
                     mish4j_program_add_resize_nearest(program_, nullptr, x, spatial_rank, ones, &dst));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(ShapeTest, Deconvolutions) {
    const auto deconv = [&](const Dims& src, const Dims& weights, const Windows& windows, const Dims& output_pads,
                            mish4j_int64 groups) {
        return result([&](mish4j_value* dst) {
            return deconvolution(input(src), input(weights), input({weights[1] * groups}), groups, windows, output_pads,
                                 dst);
        });
    };
    EXPECT_EQ(deconv({1, 8, 5, 6}, {8, 4, 2, 2}, {{2, 2}, {1, 1}, {0, 0}, {0, 0}}, {0, 0}, 1), (Dims{1, 4, 10, 12}));
    EXPECT_EQ(deconv({2, 6, 4}, {6, 5, 3}, {{3}, {2}, {1}, {2}}, {2}, 2), (Dims{2, 10, 13}));
    EXPECT_EQ(deconv({1, 1, 1}, {1, 1, 1}, {{max_dim}, {max_dim}, {0}, {0}}, {7}, 1), (Dims{1, 1, 8}));
    EXPECT_EQ(deconv({1, 2, 2, 3, 4}, {2, 1, 1, 2, 3}, {{1, 2, 3}, {1, 1, 2}, {0, 1, 0}, {0, 0, 1}}, {0, 0, 1}, 1),
              (Dims{1, 1, 2, 5, 14}));
}

TEST_F(ShapeTest, RefusedDeconvolutions) {
    mish4j_value dst = -7;
    const auto refused = [&](const std::string& text, const Dims& src, const Dims& weights, const Windows& windows,
                             const Dims& output_pads, mish4j_int64 groups = 1) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "deconvolution 'deconv': " + text,
                     deconvolution(input(src), input(weights), MISH4J_NO_VALUE, groups, windows, output_pads, &dst));
    };
    refused("expected weights of src's rank", {1, 4, 8, 8}, {4, 4, 3}, dense(2), {0, 0});
    refused("expected src of rank 4", {1, 4, 8}, {4, 4, 3}, dense(2), {0, 0});
    refused("weights [3, 4, 3] expect 3 input channels, src [1, 4, 8] has 4", {1, 4, 8}, {3, 4, 3}, dense(1), {0});
    for (mish4j_int64 groups : {mish4j_int64{0}, mish4j_int64{-1}, mish4j_int64{3}, mish4j_int64{INT64_MAX}}) {
        refused("groups is " + std::to_string(groups), {1, 4, 8}, {4, 4, 3}, dense(1), {0}, groups);
    }
    refused("the pads 3 and 2 leave nothing of spatial dimension 0", {1, 1, 3}, {1, 1, 3}, {{1}, {1}, {3}, {2}}, {0});
    refused("strides[0] is 0", {1, 1, 3}, {1, 1, 3}, {{0}, {1}, {0}, {0}}, {0});
    for (mish4j_int64 wrong : {mish4j_int64{-1}, max_dim + 1, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        refused("output_pads[0] is " + std::to_string(wrong), {1, 1, 3}, {1, 1, 3}, dense(1), {wrong});
    }
    refused("dimension 2 of the shape", {1, 1, max_dim}, {1, 1, max_dim}, {{max_dim}, {max_dim}, {0}, {0}}, {max_dim});
    const mish4j_value x = input({1, 2, 4});
    const mish4j_value w = input({2, 3, 1});
    for (const Dims& bias : {Dims{}, Dims{3}, Dims{1, 6}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "expected bias [6], found",
                     deconvolution(x, w, input(bias), 2, dense(1), {0}, &dst));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(ShapeTest, Matmuls) {
    const auto matmul = [&](const Dims& src, const Dims& weights) {
        return result([&](mish4j_value* dst) {
            return mish4j_program_add_matmul(program_, "m", input(src), input(weights), input({weights.back()}), dst);
        });
    };
    EXPECT_EQ(matmul({2, 3}, {3, 4}), (Dims{2, 4}));
    EXPECT_EQ(matmul({5, 2, 3}, {5, 3, 4}), (Dims{5, 2, 4}));
    EXPECT_EQ(matmul({5, 2, 3}, {1, 3, 4}), (Dims{5, 2, 4}));
    EXPECT_EQ(matmul({1, 7, 2, 3}, {6, 1, 3, 4}), (Dims{6, 7, 2, 4}));
    EXPECT_EQ(matmul({1, 2, 1, 2, 2, 3}, {3, 1, 5, 2, 3, 1}), (Dims{3, 2, 5, 2, 2, 1}));
}

TEST_F(ShapeTest, RefusedMatmuls) {
    mish4j_value dst = -7;
    const auto refused = [&](const std::string& text, const Dims& src, const Dims& weights) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "matmul 'm': " + text,
                     mish4j_program_add_matmul(program_, "m", input(src), input(weights), MISH4J_NO_VALUE, &dst));
    };
    refused("expected src of rank 2 or more, found [3]", {3}, {3});
    refused("expected src of rank 2 or more, found []", {}, {3, 4});
    refused("expected weights of src's rank", {2, 3}, {1, 3, 4});
    refused("src [2, 3] has 3 columns, weights [4, 3] have 4 rows", {2, 3}, {4, 3});
    refused("dimension 0 of src [2, 2, 3] and weights [3, 3, 4] differs", {2, 2, 3}, {3, 3, 4});
    refused("the shape [2000000000, 2000000000] has more than", {2000000000, 1}, {1, 2000000000});
    for (const Dims& bias : {Dims{}, Dims{3}, Dims{1}, Dims{1, 4}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "matmul 'm': expected bias [4], found",
                     mish4j_program_add_matmul(program_, "m", input({2, 3}), input({3, 4}), input(bias), &dst));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(ShapeTest, Poolings) {
    EXPECT_EQ(pool({1, 3, 112, 112}, {3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}), (Dims{1, 3, 56, 56}));
    EXPECT_EQ(pool({2, 5, 7}, {2}, {{2}, {1}, {0}, {0}}), (Dims{2, 5, 3}));
    EXPECT_EQ(pool({1, 1, 13, 13}, {13, 13}, {{1, 1}, {1, 1}, {6, 6}, {6, 6}}), (Dims{1, 1, 13, 13}));
    EXPECT_EQ(pool({1, 2, 4, 4, 4}, {2, 3, 4}, {{2, 1, 1}, {1, 1, 1}, {0, 2, 3}, {1, 0, 3}}), (Dims{1, 2, 2, 4, 7}));
    EXPECT_EQ(pool({1, 1, 9}, {3}, {{1}, {2}, {2}, {2}}), (Dims{1, 1, 9}));
    // Each window has one tap in the image.
    EXPECT_EQ(pool({1, 1, 1}, {3}, {{2}, {2}, {2}, {2}}), (Dims{1, 1, 1}));
}

TEST_F(ShapeTest, RefusedPoolings) {
    expect_refused_pool("kernel[1] is 0", {1, 1, 4, 4}, {1, 0}, dense(2));
    expect_refused_pool("kernel[0] is -9223372036854775808", {1, 1, 4}, {INT64_MIN}, dense(1));
    expect_refused_pool("kernel[0] is 9223372036854775807", {1, 1, 4}, {INT64_MAX}, dense(1));
    expect_refused_pool("the kernel spans 5 elements", {1, 1, 4}, {5}, dense(1));
    expect_refused_pool("the pads 2 and 0 of spatial dimension 0 are not less than the 2 elements", {1, 1, 4}, {2},
                        {{1}, {1}, {2}, {0}});
    expect_refused_pool("the pads 0 and 3 of spatial dimension 0 are not less than the 3 elements", {1, 1, 4}, {2},
                        {{1}, {2}, {0}, {3}});
    expect_refused_pool("strides[0] is 0", {1, 1, 4}, {1}, {{0}, {1}, {0}, {0}});
    expect_refused_pool("expected src of rank 3, [N, C, 1 spatial dimension], found [1, 1, 4, 4]", {1, 1, 4, 4}, {2},
                        dense(1));
}

TEST_F(ShapeTest, Binaries) {
    const auto binary = [&](const Dims& src0, const Dims& src1) {
        return result([&](mish4j_value* dst) {
            return mish4j_program_add_binary(program_, "", MISH4J_BINARY_MUL, input(src0), input(src1), dst);
        });
    };
    EXPECT_EQ(binary({}, {}), Dims{});
    EXPECT_EQ(binary({}, {3}), Dims{3});
    EXPECT_EQ(binary({2, 3, 4}, {4}), (Dims{2, 3, 4}));
    EXPECT_EQ(binary({4}, {2, 3, 4}), (Dims{2, 3, 4}));
    EXPECT_EQ(binary({2, 1, 4}, {3, 1}), (Dims{2, 3, 4}));
    EXPECT_EQ(binary({8, 1, 6, 1}, {7, 1, 5}), (Dims{8, 7, 6, 5}));

    mish4j_value dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "binary 'b': src0 [2, 3] and src1 [2] do not broadcast: 3 and 2 differ",
                 mish4j_program_add_binary(program_, "b", MISH4J_BINARY_ADD, input({2, 3}), input({2}), &dst));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "has more than",
                 mish4j_program_add_binary(program_, "b", MISH4J_BINARY_ADD, input({2000000000, 1}),
                                           input({1, 2000000000}), &dst));
    EXPECT_EQ(dst, -7);
}

TEST_F(ShapeTest, Selects) {
    mish4j_value dst = -7;
    const auto select = [&](const Dims& condition, const Dims& src0, const Dims& src1) {
        return mish4j_program_add_select(program_, "s", input(condition), input(src0), input(src1), &dst);
    };
    EXPECT_OK(select({3, 1}, {4, 1, 5}, {}));
    EXPECT_EQ(shape(dst), (Dims{4, 3, 5}));
    EXPECT_OK(select({}, {}, {}));
    EXPECT_EQ(shape(dst), Dims{});
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "select 's': src0 [2, 3] and src1 [2] do not broadcast: 3 and 2 differ",
                 select({1}, {2, 3}, {2}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "select 's': condition [4] and src0 with src1 [2, 3] do not broadcast",
                 select({4}, {2, 1}, {3}));
    EXPECT_EQ(dst, -7);
}

}  // namespace
}  // namespace mish4j::test
