// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi.hpp"

namespace mish4j::test {

// A small program on the device of the tests: outputs sum = a + b and product = a b, of [2, 3].
class ModelTest : public AbiTest {
 protected:
    static constexpr mish4j_int64 bytes = 6 * sizeof(float);

    void SetUp() override {
        AbiTest::SetUp();
        const mish4j_int64 dims[] = {2, 3};
        mish4j_value a = -1;
        mish4j_value b = -1;
        mish4j_value sum = -1;
        mish4j_value product = -1;
        ASSERT_OK(mish4j_device_open(test_device().c_str(), device_.out()));
        ASSERT_OK(mish4j_program_create(program_.out()));
        ASSERT_OK(mish4j_program_add_input(program_, "a", MISH4J_TYPE_F32, 2, dims, &a));
        ASSERT_OK(mish4j_program_add_input(program_, "b", MISH4J_TYPE_F32, 2, dims, &b));
        ASSERT_OK(mish4j_program_add_binary(program_, "plus", MISH4J_BINARY_ADD, a, b, &sum));
        ASSERT_OK(mish4j_program_add_binary(program_, "times", MISH4J_BINARY_MUL, a, b, &product));
        ASSERT_OK(mish4j_program_add_output(program_, sum, MISH4J_TYPE_F32, "sum"));
        ASSERT_OK(mish4j_program_add_output(program_, product, MISH4J_TYPE_F32, "product"));
    }

    void TearDown() override {
        request_.close();
        model_.close();
        program_.close();
        device_.close();
        AbiTest::TearDown();
    }

    void make_request() {
        ASSERT_OK(mish4j_compile(device_, program_, 0, nullptr, model_.out()));
        ASSERT_OK(mish4j_request_create(model_, request_.out()));
    }

    void bind_all() {
        ASSERT_OK(mish4j_request_bind_input(request_, 0, a_, bytes));
        ASSERT_OK(mish4j_request_bind_input(request_, 1, b_, bytes));
        ASSERT_OK(mish4j_request_bind_output(request_, 0, sum_, bytes));
        ASSERT_OK(mish4j_request_bind_output(request_, 1, product_, bytes));
    }

    void expect_results() const {
        for (int i = 0; i < 6; ++i) {
            EXPECT_EQ(sum_[i], a_[i] + b_[i]);
            EXPECT_EQ(product_[i], a_[i] * b_[i]);
        }
    }

    OwnedDevice device_;
    OwnedProgram program_;
    OwnedModel model_;
    OwnedRequest request_;
    float a_[6] = {1, 2, 3, 4, 5, 6};
    float b_[6] = {-1, 2, -3, 4, -5, 6};
    float sum_[6] = {};
    float product_[6] = {};
};

}  // namespace mish4j::test
