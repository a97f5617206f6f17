// SPDX-License-Identifier: Apache-2.0
//
// The C ABI over a backend that throws and blocks as a test wants: what reaches the caller, and what happens when
// threads meet.
#include <new>
#include <stdexcept>

#include "base/status.hpp"
#include "fake_device_fixture.hpp"

namespace mish4j::test {
namespace {

TEST_F(FakeDeviceTest, TurnsWhateverABackendThrowsIntoAStatus) {
    struct Case {
        std::function<void()> hook;
        mish4j_status status;
        const char* text;
    };
    const Case cases[] = {
        {[] { throw Error(MISH4J_UNSUPPORTED, "no such form"); }, MISH4J_UNSUPPORTED, "no such form"},
        {[] { throw Error(MISH4J_BACKEND_FAILURE, "dnnl"); }, MISH4J_BACKEND_FAILURE, "dnnl"},
        {[] { throw std::bad_alloc(); }, MISH4J_OUT_OF_MEMORY, "out of memory"},
        {[] { throw std::length_error("too long"); }, MISH4J_INTERNAL_ERROR, "too long"},
        {[] { throw 42; }, MISH4J_INTERNAL_ERROR, "unknown type"},
    };
    for (const Case& c : cases) {
        hooks().open = c.hook;
        OwnedDevice second;
        EXPECT_FAILS(c.status, c.text, mish4j_device_open("fake:1", second.out()));
        EXPECT_EQ(handle_count(MISH4J_HANDLE_DEVICE), 1);

        hooks() = {.compile = c.hook};
        EXPECT_FAILS(c.status, c.text, compile());
        EXPECT_EQ(memory_bytes(), 0);

        hooks() = {.create_request = c.hook};
        ASSERT_OK(compile());
        EXPECT_FAILS(c.status, c.text, mish4j_request_create(model_, request_.out()));
        EXPECT_EQ(memory_bytes(), 1000);

        hooks() = {.bind = c.hook};
        ASSERT_OK(mish4j_request_create(model_, request_.out()));
        EXPECT_FAILS(c.status, c.text, mish4j_request_bind_input(request_, 0, x_, sizeof x_));
        EXPECT_FAILS(c.status, c.text, mish4j_request_bind_output(request_, 0, y_, sizeof y_));
        EXPECT_FAILS(MISH4J_INVALID_STATE, "input 'x' is not bound", mish4j_request_run(request_));

        hooks() = {.run = c.hook};
        ASSERT_OK(mish4j_request_bind_input(request_, 0, x_, sizeof x_));
        ASSERT_OK(mish4j_request_bind_output(request_, 0, y_, sizeof y_));
        EXPECT_FAILS(c.status, c.text, mish4j_request_run(request_));
        hooks() = {};
        EXPECT_OK(mish4j_request_run(request_));
        request_.close();
        model_.close();
    }
}

TEST_F(FakeDeviceTest, CutsVeryLongErrorTexts) {
    hooks().compile = [] { throw Error(MISH4J_UNSUPPORTED, std::string(100000, 'e')); };
    EXPECT_EQ(compile(), MISH4J_UNSUPPORTED);
    const std::string error = last_error();
    EXPECT_GT(error.size(), 1000u);
    EXPECT_EQ(error, std::string(error.size(), 'e'));
}

TEST_F(FakeDeviceTest, CountsTheMemoryOfModelsAndRequests) {
    const mish4j_int64 model_bytes = 1000;
    const mish4j_int64 request_bytes = 230;
    OwnedRequest second;
    ASSERT_OK(compile());
    EXPECT_EQ(memory_bytes(), model_bytes);
    ASSERT_OK(mish4j_request_create(model_, request_.out()));
    ASSERT_OK(mish4j_request_create(model_, second.out()));
    EXPECT_EQ(memory_bytes(), model_bytes + 2 * request_bytes);
    request_.close();
    EXPECT_EQ(memory_bytes(), model_bytes + request_bytes);
    // A request keeps what its model holds.
    model_.close();
    EXPECT_EQ(handle_count(MISH4J_HANDLE_MODEL), 0);
    EXPECT_EQ(memory_bytes(), model_bytes + request_bytes);
    second.close();
    EXPECT_EQ(memory_bytes(), 0);
}

TEST_F(FakeDeviceTest, GivesTheTextsAndNumbersOfTheBackend) {
    const mish4j_int64 options[] = {MISH4J_OPTION_PRECISION, MISH4J_PRECISION_BF16, MISH4J_OPTION_THREADS, 3};
    ASSERT_OK(mish4j_compile(device_, program_, 2, options, model_.out()));
    const auto device_text = [&](std::int32_t key) {
        return text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
            return mish4j_device_get_text(device_, key, buffer, capacity, length);
        });
    };
    EXPECT_EQ(device_text(MISH4J_DEVICE_NAME), "fake:0");
    EXPECT_EQ(device_text(MISH4J_DEVICE_BACKEND), "onednn");
    EXPECT_EQ(device_text(MISH4J_DEVICE_DESCRIPTION), "a fake device");
    EXPECT_EQ(device_text(MISH4J_DEVICE_INSTRUCTION_SET), "fakes");
    EXPECT_EQ(device_text(MISH4J_DEVICE_PRECISIONS), "f32");
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_THREADS), 3);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_PRECISION), MISH4J_PRECISION_BF16);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_INPUT_COUNT), 1);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_OUTPUT_COUNT), 1);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_STEP_COUNT), 1);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_REFERENCE_STEP_COUNT), 1);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_WEIGHT_BYTES), 1000);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_ACTIVATION_BYTES), 200);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_LARGEST_LIVE_BYTES), 150);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_SCRATCHPAD_BYTES), 30);
    EXPECT_EQ(step_text(model_, 0, MISH4J_STEP_NAME), "f");
    EXPECT_EQ(step_text(model_, 0, MISH4J_STEP_OPERATION), "fake");
    EXPECT_EQ(step_text(model_, 0, MISH4J_STEP_KERNEL), "fake:kernel");
    EXPECT_EQ(step_text(model_, 0, MISH4J_STEP_DST), "dst");
    EXPECT_EQ(step_text(model_, 0, MISH4J_STEP_ALGORITHM), "fake algorithm");
    EXPECT_EQ(step_text(model_, 0, MISH4J_STEP_REASON), "fake reason");
}

TEST_F(FakeDeviceTest, TheBackendIsGivenTheChoiceOfAlgorithms) {
    ASSERT_OK(compile());
    EXPECT_EQ(hooks().options.algorithm, Algorithm::automatic);
    EXPECT_EQ(hooks().options.accuracy, Accuracy::standard);
    EXPECT_EQ(hooks().options.winograd_memory, -1);
    const struct {
        mish4j_int64 value;
        Algorithm algorithm;
    } algorithms[] = {{MISH4J_ALGORITHM_AUTO, Algorithm::automatic},
                      {MISH4J_ALGORITHM_DIRECT, Algorithm::direct},
                      {MISH4J_ALGORITHM_WINOGRAD_F2X2, Algorithm::winograd_f2x2},
                      {MISH4J_ALGORITHM_WINOGRAD_F4X4, Algorithm::winograd_f4x4}};
    for (const auto& [value, algorithm] : algorithms) {
        const mish4j_int64 options[] = {MISH4J_OPTION_ALGORITHM, value};
        ASSERT_OK(mish4j_compile(device_, program_, 1, options, model_.out()));
        EXPECT_EQ(hooks().options.algorithm, algorithm);
    }
    for (const mish4j_int64 memory : {mish4j_int64{-1}, mish4j_int64{0}, mish4j_int64{INT64_MAX}}) {
        const mish4j_int64 options[] = {MISH4J_OPTION_WINOGRAD_MEMORY, memory, MISH4J_OPTION_ACCURACY,
                                        MISH4J_ACCURACY_STRICT};
        ASSERT_OK(mish4j_compile(device_, program_, 2, options, model_.out()));
        EXPECT_EQ(hooks().options.winograd_memory, memory);
        EXPECT_EQ(hooks().options.accuracy, Accuracy::strict);
    }
}

TEST_F(FakeDeviceTest, ARequestIsBusyWhileItRuns) {
    make_request();
    Gate gate;
    hooks().run = [&] { gate.pass(); };
    auto run = std::async(std::launch::async, [&] { return mish4j_request_run(request_); });
    gate.wait_for_arrival();

    const mish4j_request request = request_;
    const std::string text = "request handle " + std::to_string(request) + " is in use by another thread";
    mish4j_int64 time = 0;
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_request_run(request));
    EXPECT_FAILS(MISH4J_BUSY, text,
                 mish4j_request_run_keeping(request, x_, y_, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_request_bind_input(request, 0, x_, sizeof x_));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_request_bind_output(request, 0, y_, sizeof y_));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_request_set_profiling(request, 1));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_request_get_step_time(request, 0, &time));

    gate.open();
    EXPECT_EQ(run.get(), MISH4J_OK);
    hooks() = {};
    EXPECT_OK(mish4j_request_run(request));
}

TEST_F(FakeDeviceTest, EverythingMayBeClosedWhileARequestRuns) {
    make_request();
    Gate gate;
    hooks().run = [&] { gate.pass(); };
    const mish4j_request request = request_;
    auto run = std::async(std::launch::async, [&] { return mish4j_request_run(request); });
    gate.wait_for_arrival();

    device_.close();
    program_.close();
    model_.close();
    request_.close();
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, "was closed", mish4j_request_run(request));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, "was closed", mish4j_request_close(request));
    EXPECT_EQ(handle_count(MISH4J_HANDLE_REQUEST), 1);
    EXPECT_EQ(memory_bytes(), 1230);

    gate.open();
    EXPECT_EQ(run.get(), MISH4J_OK);
    EXPECT_EQ(y_[5], 0);
    EXPECT_EQ(handle_count(MISH4J_HANDLE_REQUEST), 0);
    EXPECT_EQ(memory_bytes(), 0);
}

TEST_F(FakeDeviceTest, AProgramIsBusyWhileItIsCompiled) {
    Gate gate;
    hooks().compile = [&] { gate.pass(); };
    auto compiled = std::async(std::launch::async, [&] { return compile(); });
    gate.wait_for_arrival();

    const std::string text = "program handle " + std::to_string(program_) + " is in use by another thread";
    mish4j_value value = 0;
    std::int32_t number = 0;
    mish4j_int64 dims[MISH4J_MAX_RANK] = {1};
    OwnedModel second;
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_compile(device_, program_, 0, nullptr, second.out()));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_program_add_input(program_, "z", MISH4J_TYPE_F32, 1, dims, &value));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_program_add_output(program_, 0, MISH4J_TYPE_F32, "z"));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_program_get_shape(program_, 0, &number, &number, dims));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_program_add_softmax(program_, nullptr, 0, 0, 0, &value));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_program_append_eltwise(program_, 1, MISH4J_ELTWISE_MISH, 0, 0));
    EXPECT_FAILS(MISH4J_BUSY, text, mish4j_program_append_add(program_, 1, 0));

    // The compilation goes on with what was closed under it.
    program_.close();
    device_.close();
    EXPECT_EQ(handle_count(MISH4J_HANDLE_PROGRAM), 1);
    gate.open();
    EXPECT_EQ(compiled.get(), MISH4J_OK);
    EXPECT_EQ(handle_count(MISH4J_HANDLE_PROGRAM), 0);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_STEP_COUNT), 1);
}

TEST_F(FakeDeviceTest, MeasuresRunsOnlyWhenAsked) {
    make_request();
    mish4j_int64 time = -7;
    ASSERT_OK(mish4j_request_run(request_));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "no run", mish4j_request_get_step_time(request_, 0, &time));
    ASSERT_OK(mish4j_request_set_profiling(request_, 1));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "no run", mish4j_request_get_step_time(request_, 0, &time));
    EXPECT_EQ(time, -7);
    ASSERT_OK(mish4j_request_run(request_));
    ASSERT_OK(mish4j_request_get_step_time(request_, 0, &time));
    EXPECT_EQ(time, 1000);
}

}  // namespace
}  // namespace mish4j::test
