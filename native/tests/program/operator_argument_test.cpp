// SPDX-License-Identifier: Apache-2.0
//
// Axes and counts that lie outside of what an operator takes, up to the ends of their types. shapes.txt has the shapes.
#include "program_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr mish4j_int64 max_dim = 2147483647;
constexpr std::array<std::int32_t, 4> wrong_axes{-1, 3, INT32_MAX, INT32_MIN};
constexpr std::array<mish4j_int64, 4> wrong_counts{-1, 0, max_dim + 1, INT64_MAX};

class OperatorArgumentTest : public ProgramTest {
 protected:
    void SetUp() override {
        ProgramTest::SetUp();
        x_ = input({2, 3, 4});
    }
    void TearDown() override {
        EXPECT_EQ(dst_, -7);
        ProgramTest::TearDown();
    }

    mish4j_value x_ = -7;
    mish4j_value dst_ = -7;
};

TEST_F(OperatorArgumentTest, Axes) {
    const mish4j_int64 index = 0;
    const float weight = 1;
    for (std::int32_t axis : wrong_axes) {
        const std::string found = "'n': axis is " + std::to_string(axis);
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "concat " + found,
                     mish4j_program_add_concat(program_, "n", axis, 1, &x_, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "gather " + found,
                     mish4j_program_add_gather(program_, "n", axis, 1, &index, x_, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate " + found,
                     mish4j_program_add_interpolate(program_, "n", axis, 1, 1, &index, &weight, x_, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "softmax " + found,
                     mish4j_program_add_softmax(program_, "n", axis, 1, x_, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "mean_variance_normalization " + found,
                     mish4j_program_add_mean_variance_normalization(program_, "n", axis, 0, x_, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "arg_reduce " + found,
                     mish4j_program_add_arg_reduce(program_, "n", MISH4J_ARG_MAX, x_, axis, 1, 0, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "top_k " + found,
                     mish4j_program_add_top_k(program_, "n", MISH4J_ARG_MAX, x_, axis, 1, 1, &dst_));
    }
}

// An axis of 64 bits must not be cut to 32.
TEST_F(OperatorArgumentTest, AxesOf64Bits) {
    const mish4j_int64 axis = 1LL << 32;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reduce 'n': axis is 4294967296",
                 mish4j_program_add_reduce(program_, "n", MISH4J_REDUCE_MAX, x_, 1, &axis, 1, &dst_));
    for (mish4j_int64 wrong : {axis, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        const std::array<mish4j_int64, 3> permutation{wrong, 1, 2};
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "transpose 'n': permutation [",
                     mish4j_program_add_transpose(program_, "n", x_, permutation.data(), &dst_));
    }
}

TEST_F(OperatorArgumentTest, Counts) {
    const std::array<mish4j_int64, 4> axes{0, 1, 2, 0};
    for (std::int32_t count : {-1, 0, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "concat 'n': count is",
                     mish4j_program_add_concat(program_, "n", 0, count, &x_, &dst_));
    }
    for (std::int32_t count : {-1, 0, 4, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reduce 'n': axis_count is",
                     mish4j_program_add_reduce(program_, "n", MISH4J_REDUCE_MAX, x_, count, axes.data(), 1, &dst_));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "axis_count is 1",
                 mish4j_program_add_reduce(program_, "n", MISH4J_REDUCE_MAX, input({}), 1, axes.data(), 1, &dst_));
    for (std::int32_t rank : {-1, 7, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reshape 'n': rank is",
                     mish4j_program_add_reshape(program_, "n", x_, rank, axes.data(), &dst_));
    }
    const mish4j_int64 index = 0;
    const float weight = 1;
    for (mish4j_int64 wrong : wrong_counts) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "gather 'n': count is",
                     mish4j_program_add_gather(program_, "n", 1, wrong, &index, x_, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate 'n': size is",
                     mish4j_program_add_interpolate(program_, "n", 1, wrong, 1, &index, &weight, x_, &dst_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate 'n': taps is",
                     mish4j_program_add_interpolate(program_, "n", 1, 1, wrong, &index, &weight, x_, &dst_));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "size times taps is 4611686014132420609",
                 mish4j_program_add_interpolate(program_, "n", 1, max_dim, max_dim, &index, &weight, x_, &dst_));
}

}  // namespace
}  // namespace mish4j::test
