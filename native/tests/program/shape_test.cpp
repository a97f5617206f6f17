// SPDX-License-Identifier: Apache-2.0
//
// The shapes of inputs, and numbers of windows that no shape can have. shapes.txt has the shapes of operators.
#include "program_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr mish4j_int64 max_dim = 2147483647;

class ShapeTest : public ProgramTest {};

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

TEST_F(ShapeTest, RefusedSpatialRanks) {
    mish4j_value dst = -7;
    const mish4j_value x = input({1, 2, 4, 4});
    const mish4j_value w = input({3, 2, 1, 1});
    const mish4j_int64 ones[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    for (std::int32_t spatial_rank : {-1, 0, 4, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "spatial_rank is",
                     mish4j_program_add_convolution(program_, nullptr, x, w, MISH4J_NO_VALUE, 1, spatial_rank, ones,
                                                    ones, ones, ones, &dst));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "spatial_rank is",
                     mish4j_program_add_deconvolution(program_, nullptr, x, w, MISH4J_NO_VALUE, 1, spatial_rank, ones,
                                                      ones, ones, ones, ones, &dst));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "spatial_rank is",
                     mish4j_program_add_pooling(program_, nullptr, MISH4J_POOLING_MAX, x, spatial_rank, ones, ones,
                                                ones, ones, ones, &dst));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "spatial_rank is",
                     mish4j_program_add_resize_nearest(program_, nullptr, x, spatial_rank, ones, &dst));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(ShapeTest, RefusedNumbersOfWindows) {
    mish4j_value dst = -7;
    const mish4j_value x = input({1, 1, 4});
    const mish4j_value w = input({1, 1, 1});
    for (mish4j_int64 wrong : {max_dim + 1, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}, mish4j_int64{-1}}) {
        const std::string found = "[0] is " + std::to_string(wrong) + ", expected ";
        const auto refused = [&](const std::string& argument, const Windows& windows) {
            EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'stem': " + argument + found,
                         convolution(x, w, MISH4J_NO_VALUE, 1, windows, &dst));
        };
        refused("strides", {{wrong}, {1}, {0}, {0}});
        refused("dilations", {{1}, {wrong}, {0}, {0}});
        refused("pads_begin", {{1}, {1}, {wrong}, {0}});
        refused("pads_end", {{1}, {1}, {0}, {wrong}});
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "deconvolution 'deconv': output_pads" + found,
                     deconvolution(x, w, MISH4J_NO_VALUE, 1, dense(1), {wrong}, &dst));
    }
    EXPECT_EQ(dst, -7);
}

}  // namespace
}  // namespace mish4j::test
