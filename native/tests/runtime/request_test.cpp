// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model_fixture.hpp"

namespace mish4j::test {
namespace {

class RequestTest : public ModelTest {
 protected:
    void SetUp() override {
        ModelTest::SetUp();
        make_request();
    }
};

TEST_F(RequestTest, RunsAgainAndAgain) {
    bind_all();
    for (int run = 0; run < 3; ++run) {
        a_[run] = static_cast<float>(10 * run);
        ASSERT_OK(mish4j_request_run(request_));
        expect_results();
    }
    b_[3] = 17;
    ASSERT_OK(mish4j_request_run_keeping(request_, a_, b_, sum_, product_, nullptr, nullptr, nullptr, nullptr));
    expect_results();
}

TEST_F(RequestTest, RunsOnlyWhenEverythingIsBound) {
    EXPECT_FAILS(MISH4J_INVALID_STATE, "input 'a' is not bound", mish4j_request_run(request_));
    ASSERT_OK(mish4j_request_bind_input(request_, 0, a_, bytes));
    ASSERT_OK(mish4j_request_bind_input(request_, 0, a_, bytes));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "input 'b' is not bound", mish4j_request_run(request_));
    ASSERT_OK(mish4j_request_bind_output(request_, 1, product_, bytes));
    ASSERT_OK(mish4j_request_bind_input(request_, 1, b_, bytes));
    EXPECT_FAILS(
        MISH4J_INVALID_STATE, "output 'sum' is not bound",
        mish4j_request_run_keeping(request_, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr));
    ASSERT_OK(mish4j_request_bind_output(request_, 0, sum_, bytes));
    ASSERT_OK(mish4j_request_run(request_));
    expect_results();
}

TEST_F(RequestTest, RunsOnMemoryThatIsBoundAnew) {
    bind_all();
    ASSERT_OK(mish4j_request_run(request_));
    float other_a[6] = {9, 8, 7, 6, 5, 4};
    float other_sum[6] = {};
    ASSERT_OK(mish4j_request_bind_input(request_, 0, other_a, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 0, other_sum, bytes));
    ASSERT_OK(mish4j_request_run(request_));
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(other_sum[i], other_a[i] + b_[i]);
        EXPECT_EQ(sum_[i], a_[i] + b_[i]);
        EXPECT_EQ(product_[i], other_a[i] * b_[i]);
    }
    // What was bound before is free again.
    ASSERT_OK(mish4j_request_bind_output(request_, 0, a_, bytes));
    ASSERT_OK(mish4j_request_bind_input(request_, 0, sum_, bytes));
}

TEST_F(RequestTest, RunsOnMemoryThatIsAlignedToAnElementOnly) {
    alignas(64) float memory[64] = {};
    float* a = memory + 1;
    float* sum = memory + 9;
    float* b = memory + 18;
    float* product = memory + 27;
    std::copy(a_, a_ + 6, a);
    std::copy(b_, b_ + 6, b);
    ASSERT_OK(mish4j_request_bind_input(request_, 0, a, bytes));
    ASSERT_OK(mish4j_request_bind_input(request_, 1, b, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 0, sum, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 1, product, bytes));
    ASSERT_OK(mish4j_request_run(request_));
    std::copy(sum, sum + 6, sum_);
    std::copy(product, product + 6, product_);
    expect_results();
    for (int i : {0, 7, 8, 15, 16, 17, 24, 25, 26, 33, 34}) EXPECT_EQ(memory[i], 0) << i;
}

TEST_F(RequestTest, RefusesWrongIndices) {
    for (std::int32_t index : {-1, 2, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "index is " + std::to_string(index) + ", but there are 2 inputs",
                     mish4j_request_bind_input(request_, index, a_, bytes));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "index is " + std::to_string(index) + ", but there are 2 outputs",
                     mish4j_request_bind_output(request_, index, sum_, bytes));
    }
}

TEST_F(RequestTest, RefusesWrongMemory) {
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "input 'b': data is null",
                 mish4j_request_bind_input(request_, 1, nullptr, bytes));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "output 'sum': data is null",
                 mish4j_request_bind_output(request_, 0, nullptr, bytes));
    for (mish4j_int64 wrong :
         {mish4j_int64{0}, bytes - 1, bytes + 1, -bytes, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        const std::string text = " takes 24 bytes, found " + std::to_string(wrong);
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "input 'a'" + text, mish4j_request_bind_input(request_, 0, a_, wrong));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "output 'product'" + text,
                     mish4j_request_bind_output(request_, 1, product_, wrong));
    }
    char memory[64];
    char* aligned = memory + (8 - reinterpret_cast<std::uintptr_t>(memory) % 8);
    for (int offset : {1, 2, 3}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "input 'a': data is not aligned to 4 bytes",
                     mish4j_request_bind_input(request_, 0, aligned + offset, bytes));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "output 'sum': data is not aligned to 4 bytes",
                     mish4j_request_bind_output(request_, 0, aligned + offset, bytes));
    }
    void* last = reinterpret_cast<void*>(UINTPTR_MAX - 15);
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "end of the address space",
                 mish4j_request_bind_input(request_, 0, last, bytes));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "end of the address space",
                 mish4j_request_bind_output(request_, 0, last, bytes));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "input 'a' is not bound", mish4j_request_run(request_));
}

TEST_F(RequestTest, RefusesOutputsThatOverlapOtherMemory) {
    float memory[16] = {};
    ASSERT_OK(mish4j_request_bind_input(request_, 0, memory + 4, bytes));
    // Inputs may overlap each other.
    ASSERT_OK(mish4j_request_bind_input(request_, 1, memory + 5, bytes));
    for (int offset : {-1, 0, 3, 6}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of output 'sum' overlaps that of input",
                     mish4j_request_bind_output(request_, 0, memory + 4 + offset, bytes));
    }
    ASSERT_OK(mish4j_request_bind_input(request_, 1, memory + 4, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 0, memory + 10, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 0, memory + 10, bytes));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of output 'product' overlaps that of output 'sum'",
                 mish4j_request_bind_output(request_, 1, memory + 10, bytes));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of input 'a' overlaps that of output 'sum'",
                 mish4j_request_bind_input(request_, 0, memory + 5, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 1, product_, bytes));
    ASSERT_OK(mish4j_request_run(request_));
}

TEST_F(RequestTest, KnowsAClosedRequest) {
    const mish4j_request request = request_;
    request_.close();
    const std::string text = "request handle " + std::to_string(request) + " was closed";
    mish4j_int64 number = 0;
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_close(request));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_run(request));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text,
                 mish4j_request_run_keeping(request, a_, b_, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_bind_input(request, 0, a_, bytes));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_bind_output(request, 0, sum_, bytes));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_set_profiling(request, 1));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_get_step_time(request, 0, &number));
}

TEST_F(RequestTest, MeasuresItsSteps) {
    bind_all();
    const auto steps = static_cast<std::int32_t>(model_number(model_, MISH4J_MODEL_STEP_COUNT));
    ASSERT_GE(steps, 1);
    mish4j_int64 time = -7;
    ASSERT_OK(mish4j_request_run(request_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "no run of this request was measured",
                 mish4j_request_get_step_time(request_, 0, &time));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "nanoseconds is null", mish4j_request_get_step_time(request_, 0, nullptr));
    for (std::int32_t enabled : {-1, 2, INT32_MAX}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "enabled is", mish4j_request_set_profiling(request_, enabled));
    }
    ASSERT_OK(mish4j_request_set_profiling(request_, 1));
    ASSERT_OK(mish4j_request_run(request_));
    expect_results();
    for (std::int32_t step : {-1, steps, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "step is", mish4j_request_get_step_time(request_, step, &time));
    }
    EXPECT_EQ(time, -7);
    for (std::int32_t step = 0; step < steps; ++step) {
        ASSERT_OK(mish4j_request_get_step_time(request_, step, &time));
        EXPECT_GE(time, 0);
    }
    ASSERT_OK(mish4j_request_set_profiling(request_, 0));
    ASSERT_OK(mish4j_request_run(request_));
}

TEST_F(RequestTest, CountsTheMemoryOfModelsAndRequests) {
    const mish4j_int64 of_request =
        model_number(model_, MISH4J_MODEL_ACTIVATION_BYTES) + model_number(model_, MISH4J_MODEL_SCRATCHPAD_BYTES);
    const mish4j_int64 before = memory_bytes();
    OwnedRequest second;
    ASSERT_OK(mish4j_request_create(model_, second.out()));
    EXPECT_EQ(memory_bytes(), before + of_request);
    second.close();
    EXPECT_EQ(memory_bytes(), before);
}

}  // namespace
}  // namespace mish4j::test
