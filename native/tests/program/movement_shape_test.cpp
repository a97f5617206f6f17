// SPDX-License-Identifier: Apache-2.0
//
// The shapes of the results of operators that move elements or reduce, by hand from mish4j.h, and what is refused.
#include <limits>

#include "program_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr mish4j_int64 max_dim = 2147483647;

class MovementShapeTest : public ProgramTest {};

TEST_F(MovementShapeTest, Concats) {
    mish4j_value dst = -7;
    const mish4j_value a = input({2, 3, 4});
    const mish4j_value b = input({2, 5, 4});
    const mish4j_value c = input({2, 5});
    const mish4j_value large = input({2, 2000000000});
    const auto concat = [&](std::int32_t axis, const std::vector<mish4j_value>& srcs) {
        return mish4j_program_add_concat(program_, "c", axis, static_cast<std::int32_t>(srcs.size()), srcs.data(),
                                         &dst);
    };
    EXPECT_OK(concat(1, {a, b, a}));
    EXPECT_EQ(shape(dst), (Dims{2, 11, 4}));
    EXPECT_OK(concat(2, {a}));
    EXPECT_EQ(shape(dst), (Dims{2, 3, 4}));
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT,
                 "concat 'c': srcs[0] [2, 3, 4] and srcs[1] [2, 5, 4] differ in more than dimension 0",
                 concat(0, {a, b}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "differ in more than dimension 1", concat(1, {a, c}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "more than 2147483647", concat(1, {large, large}));
    for (std::int32_t axis : {-1, 3, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "concat 'c': axis is", concat(axis, {a, a}));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "axis is 0", concat(0, {input({})}));
    for (std::int32_t count : {-1, 0, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "concat 'c': count is",
                     mish4j_program_add_concat(program_, "c", 0, count, &a, &dst));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Slices) {
    mish4j_value dst = -7;
    const mish4j_value x = input({4, 10});
    const auto slice = [&](const Dims& starts, const Dims& sizes, const Dims& steps) {
        return mish4j_program_add_slice(program_, "s", x, starts.data(), sizes.data(), steps.data(), &dst);
    };
    EXPECT_OK(slice({0, 0}, {4, 10}, {1, 1}));
    EXPECT_EQ(shape(dst), (Dims{4, 10}));
    EXPECT_OK(slice({3, 1}, {1, 3}, {INT64_MAX, 4}));
    EXPECT_EQ(shape(dst), (Dims{1, 3}));
    const mish4j_value scalar = input({});
    EXPECT_OK(mish4j_program_add_slice(program_, "s", scalar, nullptr, nullptr, nullptr, &dst));
    EXPECT_EQ(shape(dst), Dims{});
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "slice 's': starts[0] is -1", slice({-1, 0}, {1, 1}, {1, 1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "slice 's': sizes[1] is 0", slice({0, 0}, {1, 0}, {1, 1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "slice 's': steps[0] is 0", slice({0, 0}, {1, 1}, {0, 1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reach past dimension 0 of src [4, 10]", slice({4, 0}, {1, 1}, {1, 1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reach past dimension 1 of src [4, 10]", slice({0, 1}, {1, 4}, {1, 3}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reach past", slice({INT64_MAX, 0}, {1, 1}, {1, 1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reach past", slice({1, 0}, {INT64_MAX, 1}, {1, 1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reach past", slice({1, 0}, {INT64_MAX, 1}, {INT64_MAX, 1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reach past", slice({0, 0}, {2, 1}, {INT64_MAX, 1}));
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Gathers) {
    mish4j_value dst = -7;
    const mish4j_value x = input({2, 3, 4});
    const auto gather = [&](std::int32_t axis, mish4j_int64 count, const Dims& indices) {
        return mish4j_program_add_gather(program_, "g", axis, count, indices.data(), x, &dst);
    };
    EXPECT_OK(gather(1, 5, {2, 0, 0, 1, 2}));
    EXPECT_EQ(shape(dst), (Dims{2, 5, 4}));
    dst = -7;
    for (std::int32_t axis : {-1, 3, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "gather 'g': axis is", gather(axis, 1, {0}));
    }
    for (mish4j_int64 index : {mish4j_int64{-1}, mish4j_int64{3}, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT,
                     "gather 'g': indices[1] is " + std::to_string(index) + ", expected 0 to 2",
                     gather(1, 2, {0, index}));
    }
    for (mish4j_int64 count : {mish4j_int64{-1}, mish4j_int64{0}, max_dim + 1, mish4j_int64{INT64_MAX}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "gather 'g': count is", gather(1, count, {0}));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Interpolates) {
    mish4j_value dst = -7;
    const mish4j_value x = input({2, 3, 4});
    const auto interpolate = [&](std::int32_t axis, mish4j_int64 size, mish4j_int64 taps, const Dims& indices,
                                 const std::vector<float>& weights) {
        return mish4j_program_add_interpolate(program_, "r", axis, size, taps, indices.data(), weights.data(), x, &dst);
    };
    EXPECT_OK(interpolate(2, 3, 2, {0, 1, 2, 3, 3, 3}, {1, 0, 0.5f, 0.5f, -1, 2}));
    EXPECT_EQ(shape(dst), (Dims{2, 3, 3}));
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate 'r': axis is 3", interpolate(3, 1, 1, {0}, {1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate 'r': indices[0] is 3", interpolate(1, 1, 1, {3}, {1}));
    for (float weight : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate 'r': weights[0] is", interpolate(1, 1, 1, {0}, {weight}));
    }
    for (mish4j_int64 wrong : {mish4j_int64{-1}, mish4j_int64{0}, max_dim + 1, mish4j_int64{INT64_MAX}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate 'r': size is", interpolate(1, wrong, 1, {0}, {1}));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "interpolate 'r': taps is", interpolate(1, 1, wrong, {0}, {1}));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "size times taps is 4611686014132420609",
                 interpolate(1, max_dim, max_dim, {0}, {1}));
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Resizes) {
    mish4j_value dst = -7;
    const auto resize = [&](const Dims& src, const Dims& scales) {
        return mish4j_program_add_resize_nearest(program_, "r", input(src), static_cast<std::int32_t>(scales.size()),
                                                 scales.data(), &dst);
    };
    EXPECT_OK(resize({1, 2, 3, 4}, {2, 3}));
    EXPECT_EQ(shape(dst), (Dims{1, 2, 6, 12}));
    dst = -7;
    for (mish4j_int64 scale : {mish4j_int64{0}, mish4j_int64{-2}, max_dim + 1, mish4j_int64{INT64_MAX}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "resize_nearest 'r': scales[0] is", resize({1, 2, 3}, {scale}));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dimension 2 of the shape", resize({1, 2, 3}, {max_dim}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "expected src of rank 4", resize({1, 2, 3}, {2, 2}));
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Softmaxes) {
    mish4j_value dst = -7;
    const mish4j_value x = input({2, 3});
    EXPECT_OK(mish4j_program_add_softmax(program_, "", 1, 0, x, &dst));
    EXPECT_EQ(shape(dst), (Dims{2, 3}));
    for (std::int32_t axis : {-1, 2, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "softmax 's': axis is " + std::to_string(axis),
                     mish4j_program_add_softmax(program_, "s", axis, 1, x, &dst));
    }
}

TEST_F(MovementShapeTest, Reshapes) {
    mish4j_value dst = -7;
    const mish4j_value x = input({2, 3, 4});
    const auto reshape = [&](mish4j_value src, std::int32_t rank, const Dims& dims) {
        return mish4j_program_add_reshape(program_, "r", src, rank, dims.data(), &dst);
    };
    EXPECT_OK(reshape(x, 1, {24}));
    EXPECT_EQ(shape(dst), Dims{24});
    EXPECT_OK(reshape(x, 6, {1, 2, 2, 3, 2, 1}));
    EXPECT_EQ(shape(dst), (Dims{1, 2, 2, 3, 2, 1}));
    EXPECT_OK(reshape(input({1, 1}), 0, {}));
    EXPECT_EQ(shape(dst), Dims{});
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reshape 'r': src [2, 3, 4] has 24 elements, [5, 5] has 25",
                 reshape(x, 2, {5, 5}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reshape 'r': dimension 1", reshape(x, 2, {24, -1}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reshape 'r': dimension 0", reshape(x, 2, {0, 24}));
    // Products that would wrap around to 24.
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reshape 'r': ", reshape(x, 4, {1 << 30, 1 << 30, 1 << 4, 24}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reshape 'r': rank is 7", reshape(x, 7, Dims(7, 1)));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reshape 'r': rank is -1", reshape(x, -1, {}));
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Transposes) {
    mish4j_value dst = -7;
    const auto transpose = [&](const Dims& src, const Dims& permutation) {
        return mish4j_program_add_transpose(program_, "t", input(src), permutation.data(), &dst);
    };
    EXPECT_OK(transpose({2, 3, 4, 5}, {0, 2, 3, 1}));
    EXPECT_EQ(shape(dst), (Dims{2, 4, 5, 3}));
    EXPECT_OK(transpose({}, {}));
    EXPECT_EQ(shape(dst), Dims{});
    dst = -7;
    for (const Dims& wrong :
         {Dims{0, 0}, Dims{0, 2}, Dims{-1, 0}, Dims{0, INT64_MAX}, Dims{INT64_MIN, 0}, Dims{1LL << 32, 1}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "transpose 't': permutation [", transpose({2, 3}, wrong));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Reduces) {
    mish4j_value dst = -7;
    const mish4j_value x = input({2, 3, 4});
    const auto reduce = [&](std::int32_t count, const Dims& axes, std::int32_t keep_dims) {
        return mish4j_program_add_reduce(program_, "r", MISH4J_REDUCE_MAX, x, count, axes.data(), keep_dims, &dst);
    };
    EXPECT_OK(reduce(2, {2, 0}, 1));
    EXPECT_EQ(shape(dst), (Dims{1, 3, 1}));
    EXPECT_OK(reduce(2, {2, 0}, 0));
    EXPECT_EQ(shape(dst), Dims{3});
    EXPECT_OK(reduce(3, {0, 1, 2}, 0));
    EXPECT_EQ(shape(dst), Dims{});
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reduce 'r': axis is 3", reduce(1, {3}, 1));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reduce 'r': axis is -1", reduce(1, {-1}, 1));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reduce 'r': axis is 4294967296", reduce(1, {1LL << 32}, 1));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reduce 'r': axes [1, 1] have 1 more than once", reduce(2, {1, 1}, 1));
    for (std::int32_t count : {-1, 0, 4, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "reduce 'r': axis_count is", reduce(count, {0, 1, 2, 0}, 1));
    }
    const mish4j_int64 axes_of_scalar[] = {0};
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "axis_count is 1",
                 mish4j_program_add_reduce(program_, "r", MISH4J_REDUCE_MAX, input({}), 1, axes_of_scalar, 1, &dst));
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, ArgReduces) {
    mish4j_value dst = -7;
    const auto reduce = [&](const Dims& src, std::int32_t axis, std::int32_t keep_dims) {
        return mish4j_program_add_arg_reduce(program_, "a", MISH4J_ARG_MAX, input(src), axis, keep_dims, 0, &dst);
    };
    EXPECT_OK(reduce({2, 3, 4}, 1, 1));
    EXPECT_EQ(shape(dst), (Dims{2, 1, 4}));
    EXPECT_OK(reduce({2, 3, 4}, 1, 0));
    EXPECT_EQ(shape(dst), (Dims{2, 4}));
    EXPECT_OK(reduce({1 << 24}, 0, 0));
    EXPECT_EQ(shape(dst), Dims{});
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "arg_reduce 'a': dimension 0 of src [16777217] is more than 16777216",
                 reduce({(1 << 24) + 1}, 0, 0));
    for (std::int32_t axis : {-1, 2, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "arg_reduce 'a': axis is", reduce({2, 3}, axis, 1));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, TopK) {
    mish4j_value dst = -7;
    const auto top_k = [&](const Dims& src, std::int32_t axis, mish4j_int64 count) {
        return mish4j_program_add_top_k(program_, "t", MISH4J_ARG_MAX, input(src), axis, count, 1, &dst);
    };
    EXPECT_OK(top_k({2, 3, 4}, 1, 2));
    EXPECT_EQ(shape(dst), (Dims{2, 2, 4}));
    EXPECT_OK(top_k({1 << 24}, 0, 1 << 24));
    EXPECT_EQ(shape(dst), Dims{1 << 24});
    dst = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "top_k 't': dimension 0 of src [16777217] is more than 16777216",
                 top_k({(1 << 24) + 1}, 0, 1));
    for (mish4j_int64 count : {mish4j_int64{0}, mish4j_int64{-1}, mish4j_int64{4}, mish4j_int64{INT64_MAX}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "top_k 't': count is " + std::to_string(count) + ", expected 1 to 3",
                     top_k({2, 3}, 1, count));
    }
    for (std::int32_t axis : {-1, 2, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "top_k 't': axis is", top_k({2, 3}, axis, 1));
    }
    EXPECT_EQ(dst, -7);
}

TEST_F(MovementShapeTest, Normalizes) {
    mish4j_value dst = -7;
    const mish4j_value x = input({2, 3});
    const auto normalize = [&](std::int32_t axis, float epsilon) {
        return mish4j_program_add_mean_variance_normalization(program_, "n", axis, epsilon, x, &dst);
    };
    EXPECT_OK(normalize(0, 0));
    EXPECT_EQ(shape(dst), (Dims{2, 3}));
    dst = -7;
    for (std::int32_t axis : {-1, 2, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "mean_variance_normalization 'n': axis is", normalize(axis, 0));
    }
    for (float epsilon : {-1.0f, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "mean_variance_normalization 'n': epsilon is", normalize(0, epsilon));
    }
    EXPECT_EQ(dst, -7);
}

}  // namespace
}  // namespace mish4j::test
