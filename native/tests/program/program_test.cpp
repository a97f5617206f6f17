// SPDX-License-Identifier: Apache-2.0
//
// Bad arguments of the functions that build a program, beside those that concern shapes.
#include <limits>

#include "program_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

class ProgramArgumentTest : public ProgramTest {
 protected:
    mish4j_value value_ = -7;
    const mish4j_int64 ones_[MISH4J_MAX_RANK] = {1, 1, 1, 1, 1, 1};
    const mish4j_int64 zeros_[MISH4J_MAX_RANK] = {0, 0, 0, 0, 0, 0};

    void TearDown() override {
        EXPECT_EQ(value_, -7) << "a failed call wrote its result";
        ProgramTest::TearDown();
    }
};

TEST_F(ProgramArgumentTest, RefusesNullResults) {
    const mish4j_value x = input({1, 1, 4, 4});
    const float data = 0;
    const char* dst = "dst is null";
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "program is null", mish4j_program_create(nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "value is null",
                 mish4j_program_add_input(program_, "x", MISH4J_TYPE_F32, 1, ones_, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "value is null",
                 mish4j_program_add_constant(program_, MISH4J_TYPE_F32, 1, ones_, &data, 4, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, convolution(x, x, MISH4J_NO_VALUE, 1, dense(2), nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_matmul(program_, nullptr, x, x, MISH4J_NO_VALUE, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, pooling(MISH4J_POOLING_MAX, x, {1, 1}, dense(2), nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_eltwise(program_, nullptr, MISH4J_ELTWISE_MISH, 0, 0, x, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_binary(program_, nullptr, MISH4J_BINARY_ADD, x, x, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, mish4j_program_add_concat(program_, nullptr, 0, 1, &x, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_slice(program_, nullptr, x, zeros_, ones_, ones_, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_resize_nearest(program_, nullptr, x, 2, ones_, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, mish4j_program_add_softmax(program_, nullptr, 0, 0, x, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_mean_variance_normalization(program_, nullptr, 0, 0, x, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, mish4j_program_add_reshape(program_, nullptr, x, 1, ones_, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, mish4j_program_add_transpose(program_, nullptr, x, ones_, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_reduce(program_, nullptr, MISH4J_REDUCE_SUM, x, 1, ones_, 1, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_arg_reduce(program_, nullptr, MISH4J_ARG_MAX, x, 1, 1, 0, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_top_k(program_, nullptr, MISH4J_ARG_MAX, x, 1, 1, 0, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, deconvolution(x, x, MISH4J_NO_VALUE, 1, dense(2), {0, 0}, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, mish4j_program_add_select(program_, nullptr, x, x, x, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst, mish4j_program_add_gather(program_, nullptr, 0, 1, zeros_, x, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, dst,
                 mish4j_program_add_interpolate(program_, nullptr, 0, 1, 1, zeros_, &data, x, nullptr));
}

TEST_F(ProgramArgumentTest, RefusesNullArrays) {
    const mish4j_value x = input({1, 1, 4, 4});
    const mish4j_value w = input({1, 1, 1, 1});
    const mish4j_int64* o = ones_;
    const auto conv = [&](const mish4j_int64* strides, const mish4j_int64* dilations, const mish4j_int64* pads_begin,
                          const mish4j_int64* pads_end) {
        return mish4j_program_add_convolution(program_, nullptr, x, w, MISH4J_NO_VALUE, 1, 2, strides, dilations,
                                              pads_begin, pads_end, &value_);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "strides is null", conv(nullptr, o, o, o));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dilations is null", conv(o, nullptr, o, o));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "pads_begin is null", conv(o, o, nullptr, o));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "pads_end is null", conv(o, o, o, nullptr));

    const auto pool = [&](const mish4j_int64* kernel, const mish4j_int64* strides, const mish4j_int64* dilations,
                          const mish4j_int64* pads_begin, const mish4j_int64* pads_end) {
        return mish4j_program_add_pooling(program_, nullptr, MISH4J_POOLING_MAX, x, 2, kernel, strides, dilations,
                                          pads_begin, pads_end, &value_);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kernel is null", pool(nullptr, o, o, zeros_, zeros_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "strides is null", pool(o, nullptr, o, zeros_, zeros_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dilations is null", pool(o, o, nullptr, zeros_, zeros_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "pads_begin is null", pool(o, o, o, nullptr, zeros_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "pads_end is null", pool(o, o, o, zeros_, nullptr));

    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dims is null",
                 mish4j_program_add_input(program_, "x", MISH4J_TYPE_F32, 1, nullptr, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "srcs is null",
                 mish4j_program_add_concat(program_, nullptr, 0, 1, nullptr, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "starts is null",
                 mish4j_program_add_slice(program_, nullptr, x, nullptr, o, o, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "sizes is null",
                 mish4j_program_add_slice(program_, nullptr, x, zeros_, nullptr, o, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "steps is null",
                 mish4j_program_add_slice(program_, nullptr, x, zeros_, o, nullptr, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "scales is null",
                 mish4j_program_add_resize_nearest(program_, nullptr, x, 2, nullptr, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dims is null",
                 mish4j_program_add_reshape(program_, nullptr, x, 1, nullptr, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "permutation is null",
                 mish4j_program_add_transpose(program_, nullptr, x, nullptr, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "axes is null",
                 mish4j_program_add_reduce(program_, nullptr, MISH4J_REDUCE_SUM, x, 1, nullptr, 1, &value_));
    const auto deconv = [&](const mish4j_int64* strides, const mish4j_int64* pads_end,
                            const mish4j_int64* output_pads) {
        return mish4j_program_add_deconvolution(program_, nullptr, x, w, MISH4J_NO_VALUE, 1, 2, strides, o, zeros_,
                                                pads_end, output_pads, &value_);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "strides is null", deconv(nullptr, zeros_, zeros_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "pads_end is null", deconv(o, nullptr, zeros_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "output_pads is null", deconv(o, zeros_, nullptr));
    const float weight = 1;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "indices is null",
                 mish4j_program_add_gather(program_, nullptr, 0, 1, nullptr, x, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "indices is null",
                 mish4j_program_add_interpolate(program_, nullptr, 0, 1, 1, nullptr, &weight, x, &value_));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "weights is null",
                 mish4j_program_add_interpolate(program_, nullptr, 0, 1, 1, zeros_, nullptr, x, &value_));
}

TEST_F(ProgramArgumentTest, RefusesNullsOfGetShape) {
    const mish4j_value x = input({1});
    std::int32_t number = 7;
    mish4j_int64 dims[MISH4J_MAX_RANK];
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "type is null",
                 mish4j_program_get_shape(program_, x, nullptr, &number, dims));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "rank is null",
                 mish4j_program_get_shape(program_, x, &number, nullptr, dims));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dims is null",
                 mish4j_program_get_shape(program_, x, &number, &number, nullptr));
    EXPECT_EQ(number, 7);
}

TEST_F(ProgramArgumentTest, RefusesWrongNames) {
    const mish4j_value x = input({1});
    const auto add_input = [&](const char* name) {
        return mish4j_program_add_input(program_, name, MISH4J_TYPE_F32, 1, ones_, &value_);
    };
    const auto add_output = [&](const char* name) {
        return mish4j_program_add_output(program_, x, MISH4J_TYPE_F32, name);
    };
    const auto add_eltwise = [&](const char* name) {
        return mish4j_program_add_eltwise(program_, name, MISH4J_ELTWISE_MISH, 0, 0, x, &value_);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "name is null", add_input(nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "name is null", add_output(nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "name is empty", add_input(""));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "name is empty", add_output(""));

    const std::string too_long(MISH4J_MAX_NAME + 1, 'n');
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "1024", add_input(too_long.c_str()));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "1024", add_output(too_long.c_str()));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "1024", add_eltwise(too_long.c_str()));

    for (const char* invalid : {"\xFF", "a\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                "\xF8\x88\x80\x80\x80", "\xE2\x82", "\xF0\x9F\x98"}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "UTF-8", add_input(invalid));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "UTF-8", add_output(invalid));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "UTF-8", add_eltwise(invalid));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "input 'input1': the program has an input of this name", add_input("input1"));
    EXPECT_OK(add_output("y"));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "output 'y': the program has an output of this name", add_output("y"));
}

TEST_F(ProgramArgumentTest, TakesNamesUpToTheLimit) {
    mish4j_value value = -7;
    const std::string longest(MISH4J_MAX_NAME, 'n');
    EXPECT_OK(mish4j_program_add_input(program_, longest.c_str(), MISH4J_TYPE_F32, 1, ones_, &value));
    EXPECT_OK(mish4j_program_add_output(program_, value, MISH4J_TYPE_F32, longest.c_str()));
    EXPECT_OK(mish4j_program_add_output(program_, value, MISH4J_TYPE_F32, "ε…😀"));
    EXPECT_OK(mish4j_program_add_eltwise(program_, longest.c_str(), MISH4J_ELTWISE_MISH, 0, 0, value, &value));
    EXPECT_OK(mish4j_program_add_eltwise(program_, longest.c_str(), MISH4J_ELTWISE_MISH, 0, 0, value, &value));
}

TEST_F(ProgramArgumentTest, RefusesUnknownEnumerators) {
    const mish4j_value x = input({1, 1, 4, 4});
    const float data = 0;
    for (std::int32_t type : {-1, 0, MISH4J_TYPE_BOOL + 1, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "type is",
                     mish4j_program_add_input(program_, "x", type, 1, ones_, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "type is",
                     mish4j_program_add_constant(program_, type, 1, ones_, &data, 4, &value_));
    }
    for (std::int32_t kind : {-1, 0, 25, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kind is",
                     mish4j_program_add_eltwise(program_, nullptr, kind, 0, 0, x, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kind is", mish4j_program_append_eltwise(program_, x, kind, 0, 0));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kind is",
                     mish4j_program_add_binary(program_, nullptr, kind, x, x, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kind is", pooling(kind, x, {1, 1}, dense(2), &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kind is",
                     mish4j_program_add_reduce(program_, nullptr, kind, x, 1, ones_, 1, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kind is",
                     mish4j_program_add_arg_reduce(program_, nullptr, kind, x, 1, 1, 0, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "top_k: kind is",
                     mish4j_program_add_top_k(program_, nullptr, kind, x, 1, 1, 0, &value_));
    }
    for (std::int32_t flag : {-1, 2, INT32_MAX}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "keep_dims is",
                     mish4j_program_add_reduce(program_, nullptr, MISH4J_REDUCE_MEAN, x, 1, ones_, flag, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "keep_dims is",
                     mish4j_program_add_arg_reduce(program_, nullptr, MISH4J_ARG_MIN, x, 1, flag, 0, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "places is",
                     mish4j_program_add_top_k(program_, nullptr, MISH4J_ARG_MIN, x, 1, 1, flag, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "last is",
                     mish4j_program_add_arg_reduce(program_, nullptr, MISH4J_ARG_MIN, x, 1, 1, flag, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "logarithmic is",
                     mish4j_program_add_softmax(program_, nullptr, 0, flag, x, &value_));
    }
}

TEST_F(ProgramArgumentTest, RefusesValuesThatDoNotExist) {
    const mish4j_value x = input({1, 1, 4, 4});
    std::int32_t number = 0;
    mish4j_int64 dims[MISH4J_MAX_RANK];
    for (mish4j_value none : {-2, 1, INT32_MAX, INT32_MIN}) {
        const std::string text = "value " + std::to_string(none) + ", but the program has 1 values";
        const mish4j_value pair[] = {x, none};
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_program_get_shape(program_, none, &number, &number, dims));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_program_add_output(program_, none, MISH4J_TYPE_F32, "y"));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'stem': src is " + text,
                     convolution(none, x, MISH4J_NO_VALUE, 1, dense(2), &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'stem': weights is " + text,
                     convolution(x, none, MISH4J_NO_VALUE, 1, dense(2), &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'stem': bias is " + text,
                     convolution(x, x, none, 1, dense(2), &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "matmul 'm': src is " + text,
                     mish4j_program_add_matmul(program_, "m", none, x, MISH4J_NO_VALUE, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "matmul 'm': weights is " + text,
                     mish4j_program_add_matmul(program_, "m", x, none, MISH4J_NO_VALUE, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "matmul 'm': bias is " + text,
                     mish4j_program_add_matmul(program_, "m", x, x, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dst is " + text,
                     mish4j_program_append_eltwise(program_, none, MISH4J_ELTWISE_MISH, 0, 0));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dst is " + text, mish4j_program_append_add(program_, none, x));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     pooling(MISH4J_POOLING_MAX, none, {1, 1}, dense(2), &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "eltwise_0': src is " + text,
                     mish4j_program_add_eltwise(program_, nullptr, MISH4J_ELTWISE_MISH, 0, 0, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src0 is " + text,
                     mish4j_program_add_binary(program_, "", MISH4J_BINARY_ADD, none, x, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src1 is " + text,
                     mish4j_program_add_binary(program_, "", MISH4J_BINARY_ADD, x, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "srcs is " + text,
                     mish4j_program_add_concat(program_, "", 0, 2, pair, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_slice(program_, "", none, zeros_, ones_, ones_, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_resize_nearest(program_, "", none, 2, ones_, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_softmax(program_, "", 0, 0, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_mean_variance_normalization(program_, "", 0, 0, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_reshape(program_, "", none, 1, ones_, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_transpose(program_, "", none, zeros_, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_reduce(program_, "", MISH4J_REDUCE_MAX, none, 1, zeros_, 1, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_arg_reduce(program_, "", MISH4J_ARG_MIN, none, 0, 1, 0, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_top_k(program_, "", MISH4J_ARG_MIN, none, 0, 1, 0, &value_));
        const float weight = 1;
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_gather(program_, "", 0, 1, zeros_, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     mish4j_program_add_interpolate(program_, "", 0, 1, 1, zeros_, &weight, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "condition is " + text,
                     mish4j_program_add_select(program_, "", none, x, x, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src0 is " + text,
                     mish4j_program_add_select(program_, "", x, none, x, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src1 is " + text,
                     mish4j_program_add_select(program_, "", x, x, none, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "src is " + text,
                     deconvolution(none, x, MISH4J_NO_VALUE, 1, dense(2), {0, 0}, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "weights is " + text,
                     deconvolution(x, none, MISH4J_NO_VALUE, 1, dense(2), {0, 0}, &value_));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "bias is " + text,
                     deconvolution(x, x, none, 1, dense(2), {0, 0}, &value_));
    }
}

TEST_F(ProgramArgumentTest, RefusesWrongConstants) {
    alignas(64) const float data[8] = {};
    const mish4j_int64 dims[] = {2, 3};
    const auto add = [&](const void* at, mish4j_int64 bytes) {
        return mish4j_program_add_constant(program_, MISH4J_TYPE_F32, 2, dims, at, bytes, &value_);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "data is null", add(nullptr, 24));
    for (mish4j_int64 bytes : {mish4j_int64{0}, mish4j_int64{23}, mish4j_int64{25}, mish4j_int64{6}, mish4j_int64{-24},
                               mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT,
                     "constant 'value_0': the shape [2, 3] takes 24 bytes, found " + std::to_string(bytes),
                     add(data, bytes));
    }
    const char* bytes = reinterpret_cast<const char*>(data);
    for (int offset : {1, 2, 3}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "not aligned to 4 bytes", add(bytes + offset, 24));
    }
}

TEST_F(ProgramArgumentTest, RefusesWrongParametersOfEltwise) {
    const mish4j_value x = input({1, 1, 4, 4});
    mish4j_value y = -7;
    ASSERT_OK(convolution(x, input({1, 1, 1, 1}), MISH4J_NO_VALUE, 1, dense(2), &y));
    const auto add = [&](std::int32_t kind, float alpha, float beta) {
        return mish4j_program_add_eltwise(program_, "f", kind, alpha, beta, x, &value_);
    };
    for (std::int32_t kind = MISH4J_ELTWISE_MISH; kind <= MISH4J_ELTWISE_SOFTSIGN; ++kind) {
        for (float wrong : {infinity, -infinity, nan}) {
            EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "eltwise 'f': alpha is", add(kind, wrong, 0));
            EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "eltwise 'f': beta is", add(kind, 0, wrong));
            EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'stem': alpha is",
                         mish4j_program_append_eltwise(program_, y, kind, wrong, 0));
        }
    }
}

TEST_F(ProgramArgumentTest, AppendsOnlyWhereNothingReads) {
    const mish4j_value x = input({1, 2, 4, 4});
    const mish4j_value w = input({2, 2, 1, 1});
    const auto append = [&](mish4j_value dst) {
        return mish4j_program_append_eltwise(program_, dst, MISH4J_ELTWISE_MISH, 0, 0);
    };
    mish4j_value y = -7;
    mish4j_value z = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "dst is value 0, which no convolution, no deconvolution and no matmul gives",
                 append(x));
    ASSERT_OK(mish4j_program_add_eltwise(program_, nullptr, MISH4J_ELTWISE_MISH, 0, 0, x, &y));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "no convolution, no deconvolution and no matmul", append(y));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "no convolution, no deconvolution and no matmul",
                 mish4j_program_append_add(program_, y, x));

    ASSERT_OK(convolution(x, w, MISH4J_NO_VALUE, 1, dense(2), &y));
    EXPECT_OK(append(y));
    EXPECT_OK(append(y));
    ASSERT_OK(mish4j_program_add_eltwise(program_, nullptr, MISH4J_ELTWISE_MISH, 0, 0, y, &z));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'stem': nothing can be appended, an operator reads", append(y));

    ASSERT_OK(mish4j_program_add_matmul(program_, "m", x, input({1, 2, 4, 3}), MISH4J_NO_VALUE, &z));
    EXPECT_OK(append(z));
    ASSERT_OK(mish4j_program_add_output(program_, z, MISH4J_TYPE_F32, "z"));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "matmul 'm': nothing can be appended, its result", append(z));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "is an output already", mish4j_program_append_add(program_, z, z));

    ASSERT_OK(deconvolution(x, w, MISH4J_NO_VALUE, 1, dense(2), {0, 0}, &y));
    EXPECT_OK(append(y));
    EXPECT_OK(mish4j_program_append_add(program_, y, x));
    ASSERT_OK(mish4j_program_add_output(program_, y, MISH4J_TYPE_F32, "y"));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "deconvolution 'deconv': nothing can be appended, its result", append(y));
}

TEST_F(ProgramArgumentTest, AppendsOnlyAddsOfEarlierValuesOfTheSameShape) {
    const mish4j_value x = input({1, 2, 4, 4});
    const mish4j_value w = input({2, 2, 1, 1});
    mish4j_value first = -7;
    mish4j_value second = -7;
    mish4j_value later = -7;
    ASSERT_OK(convolution(x, w, MISH4J_NO_VALUE, 1, dense(2), &first));
    ASSERT_OK(convolution(x, w, MISH4J_NO_VALUE, 1, dense(2), &second, "second"));
    ASSERT_OK(mish4j_program_add_eltwise(program_, nullptr, MISH4J_ELTWISE_MISH, 0, 0, x, &later));
    const auto append = [&](mish4j_value other) { return mish4j_program_append_add(program_, second, other); };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "convolution 'second': expected other [1, 2, 4, 4], found [2, 2, 1, 1]",
                 append(w));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "created before the result", append(later));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "created before the result", append(second));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "other is value -1", append(MISH4J_NO_VALUE));
    EXPECT_OK(append(x));
    EXPECT_OK(append(first));
    // A post-op reads it now.
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "an operator reads its result",
                 mish4j_program_append_eltwise(program_, first, MISH4J_ELTWISE_MISH, 0, 0));
}

TEST_F(ProgramArgumentTest, IsAsBeforeWhenACallFails) {
    const mish4j_value x = input({1, 1, 4, 4});
    EXPECT_EQ(mish4j_program_add_softmax(program_, nullptr, 9, 0, x, &value_), MISH4J_INVALID_ARGUMENT);
    EXPECT_EQ(mish4j_program_add_input(program_, "again", MISH4J_TYPE_F32, 1, zeros_, &value_),
              MISH4J_INVALID_ARGUMENT);
    mish4j_value y = -7;
    EXPECT_OK(mish4j_program_add_input(program_, "again", MISH4J_TYPE_F32, 1, ones_, &y));
    EXPECT_EQ(y, x + 1);
    // Nor does a failed operator count as a reader.
    ASSERT_OK(convolution(x, input({1, 1, 1, 1}), MISH4J_NO_VALUE, 1, dense(2), &y));
    EXPECT_EQ(mish4j_program_add_softmax(program_, nullptr, 9, 0, y, &value_), MISH4J_INVALID_ARGUMENT);
    EXPECT_OK(mish4j_program_append_eltwise(program_, y, MISH4J_ELTWISE_MISH, 0, 0));
}

}  // namespace
}  // namespace mish4j::test
