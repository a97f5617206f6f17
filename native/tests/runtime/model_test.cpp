// SPDX-License-Identifier: Apache-2.0
#include "model_fixture.hpp"

namespace mish4j::test {
namespace {

TEST_F(ModelTest, RefusesWrongOptions) {
    mish4j_model model = -7;
    const auto compile = [&](std::vector<mish4j_int64> options) {
        return mish4j_compile(device_, program_, static_cast<std::int32_t>(options.size() / 2), options.data(), &model);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option_count is -1", mish4j_compile(device_, program_, -1, nullptr, &model));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option_count",
                 mish4j_compile(device_, program_, INT32_MIN, nullptr, &model));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "options is null", mish4j_compile(device_, program_, 1, nullptr, &model));
    for (mish4j_int64 key : {mish4j_int64{-1}, mish4j_int64{0}, mish4j_int64{9}, mish4j_int64{1} << 32,
                             (mish4j_int64{1} << 32) + 1, mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option key " + std::to_string(key) + " is unknown", compile({key, 1}));
    }
    for (mish4j_int64 threads : {mish4j_int64{-1}, mish4j_int64{1025}, (mish4j_int64{1} << 32) + 1,
                                 mish4j_int64{INT64_MAX}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option threads is " + std::to_string(threads) + ", expected 0 to 1024",
                     compile({MISH4J_OPTION_THREADS, threads}));
    }
    for (mish4j_int64 precision : {mish4j_int64{-1}, mish4j_int64{0}, mish4j_int64{4}, mish4j_int64{INT64_MAX}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option precision is", compile({MISH4J_OPTION_PRECISION, precision}));
    }
    for (mish4j_int64 fast : {mish4j_int64{-1}, mish4j_int64{2}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option fast math is", compile({MISH4J_OPTION_FAST_MATH, fast}));
    }
    for (mish4j_int64 tune : {mish4j_int64{-1}, mish4j_int64{3}, mish4j_int64{INT64_MAX}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option tune is", compile({MISH4J_OPTION_TUNE, tune}));
    }
    for (mish4j_int64 record : {mish4j_int64{-1}, mish4j_int64{2}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option record is", compile({MISH4J_OPTION_RECORD, record}));
    }
    for (mish4j_int64 algorithm : {mish4j_int64{-1}, mish4j_int64{4}, mish4j_int64{1} << 32, mish4j_int64{INT64_MAX}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option algorithm is " + std::to_string(algorithm) + ", expected 0 to 3",
                     compile({MISH4J_OPTION_ALGORITHM, algorithm}));
    }
    for (mish4j_int64 accuracy : {mish4j_int64{-1}, mish4j_int64{2}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option accuracy is " + std::to_string(accuracy) + ", expected 0 to 1",
                     compile({MISH4J_OPTION_ACCURACY, accuracy}));
    }
    for (mish4j_int64 memory : {mish4j_int64{-2}, mish4j_int64{INT64_MIN}}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT,
                     "option winograd memory is " + std::to_string(memory) + ", expected -1 to",
                     compile({MISH4J_OPTION_WINOGRAD_MEMORY, memory}));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option accuracy is strict, which forbids the option algorithm's F(4x4, 3x3)",
                 compile({MISH4J_OPTION_ACCURACY, MISH4J_ACCURACY_STRICT, MISH4J_OPTION_ALGORITHM,
                          MISH4J_ALGORITHM_WINOGRAD_F4X4}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option accuracy is strict",
                 compile({MISH4J_OPTION_ALGORITHM, MISH4J_ALGORITHM_WINOGRAD_F4X4, MISH4J_OPTION_ACCURACY,
                          MISH4J_ACCURACY_STRICT}));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "option key 1 is given more than once",
                 compile({MISH4J_OPTION_THREADS, 1, MISH4J_OPTION_FAST_MATH, 0, MISH4J_OPTION_THREADS, 1}));
    EXPECT_EQ(model, -7);
}

TEST_F(ModelTest, TakesEveryOptionOnce) {
    const std::vector<mish4j_int64> options = {
        MISH4J_OPTION_FAST_MATH,
        0,
        MISH4J_OPTION_PRECISION,
        MISH4J_PRECISION_F32,
        MISH4J_OPTION_THREADS,
        2,
        MISH4J_OPTION_TUNE,
        MISH4J_TUNE_OFF,
        MISH4J_OPTION_RECORD,
        0,
        MISH4J_OPTION_ALGORITHM,
        MISH4J_ALGORITHM_WINOGRAD_F2X2,
        MISH4J_OPTION_ACCURACY,
        MISH4J_ACCURACY_STRICT,
        MISH4J_OPTION_WINOGRAD_MEMORY,
        INT64_MAX,
    };
    ASSERT_OK(
        mish4j_compile(device_, program_, static_cast<std::int32_t>(options.size() / 2), options.data(), model_.out()));
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_THREADS), test_device() == "cpu" ? 2 : 1);
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_PRECISION), MISH4J_PRECISION_F32);
}

TEST_F(ModelTest, StepsThatAreNoConvolutionsHaveNoAlgorithm) {
    ASSERT_OK(mish4j_compile(device_, program_, 0, nullptr, model_.out()));
    for (std::int32_t step = 0; step < model_number(model_, MISH4J_MODEL_STEP_COUNT); ++step) {
        EXPECT_EQ(step_text(model_, step, MISH4J_STEP_ALGORITHM), "");
        EXPECT_EQ(step_text(model_, step, MISH4J_STEP_REASON), "");
    }
}

TEST_F(ModelTest, CompilesInThePrecisionsThatTheDeviceNamesAndNoOthers) {
    const std::string precisions =
        " " + text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
            return mish4j_device_get_text(device_, MISH4J_DEVICE_PRECISIONS, buffer, capacity, length);
        }) +
        " ";
    for (const auto& [precision, name] :
         {std::pair{MISH4J_PRECISION_F32, " f32 "}, std::pair{MISH4J_PRECISION_BF16, " bf16 "},
          std::pair{MISH4J_PRECISION_F16, " f16 "}}) {
        const mish4j_int64 options[] = {MISH4J_OPTION_PRECISION, precision};
        const mish4j_status status = mish4j_compile(device_, program_, 1, options, model_.out());
        const bool named = precisions.find(name) != std::string::npos;
        EXPECT_EQ(status, named ? MISH4J_OK : MISH4J_UNSUPPORTED) << name;
    }
}

TEST_F(ModelTest, RefusesProgramsWithoutOutputs) {
    OwnedProgram empty;
    ASSERT_OK(mish4j_program_create(empty.out()));
    mish4j_model model = -7;
    EXPECT_FAILS(MISH4J_INVALID_STATE, "the program has no output", mish4j_compile(device_, empty, 0, nullptr, &model));
    EXPECT_EQ(model, -7);
}

TEST_F(ModelTest, RefusesWrongHandlesAndNulls) {
    mish4j_model model = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "model is null", mish4j_compile(device_, program_, 0, nullptr, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, "expected a device handle, found the program handle",
                 mish4j_compile(program_, program_, 0, nullptr, &model));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, "expected a program handle, found the device handle",
                 mish4j_compile(device_, device_, 0, nullptr, &model));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, "0 is not a handle", mish4j_compile(device_, 0, 0, nullptr, &model));
    mish4j_program closed = 0;
    ASSERT_OK(mish4j_program_create(&closed));
    ASSERT_OK(mish4j_program_close(closed));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, "was closed", mish4j_compile(device_, closed, 0, nullptr, &model));
    EXPECT_EQ(model, -7);
}

TEST_F(ModelTest, RefusesWrongArgumentsAboutModels) {
    ASSERT_OK(mish4j_compile(device_, program_, 0, nullptr, model_.out()));
    mish4j_int64 number = -7;
    std::array<char, 64> buffer{};
    const auto steps = static_cast<std::int32_t>(model_number(model_, MISH4J_MODEL_STEP_COUNT));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "number is null",
                 mish4j_model_get_number(model_, MISH4J_MODEL_THREADS, nullptr));
    for (std::int32_t key : {-1, 0, 12, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "key is", mish4j_model_get_number(model_, key, &number));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "key is",
                     mish4j_model_get_step_text(model_, 0, key, buffer.data(), 64, &number));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "key is 7, expected one of MISH4J_STEP_*",
                 mish4j_model_get_step_text(model_, 0, MISH4J_STEP_REASON + 1, buffer.data(), 64, &number));
    for (std::int32_t step : {-1, steps, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "step is",
                     mish4j_model_get_step_text(model_, step, MISH4J_STEP_NAME, buffer.data(), 64, &number));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "length is null",
                 mish4j_model_get_step_text(model_, 0, MISH4J_STEP_NAME, buffer.data(), 64, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "buffer is null",
                 mish4j_model_get_step_text(model_, 0, MISH4J_STEP_NAME, nullptr, 64, &number));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "request is null", mish4j_request_create(model_, nullptr));
    EXPECT_EQ(number, -7);
}

TEST_F(ModelTest, KnowsAClosedModel) {
    ASSERT_OK(mish4j_compile(device_, program_, 0, nullptr, model_.out()));
    const mish4j_model model = model_;
    model_.close();
    const std::string text = "model handle " + std::to_string(model) + " was closed";
    mish4j_int64 number = -7;
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_model_close(model));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_model_get_number(model, MISH4J_MODEL_THREADS, &number));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_request_create(model, &number));
    EXPECT_EQ(number, -7);
}

TEST_F(ModelTest, NeedsNeitherProgramNorDeviceNorConstantsAnyMore) {
    OwnedProgram program;
    ASSERT_OK(mish4j_program_create(program.out()));
    const mish4j_int64 dims[] = {6};
    mish4j_value x = -1;
    mish4j_value c = -1;
    mish4j_value y = -1;
    {
        const std::vector<float> constant = {1, 2, 3, 4, 5, 6};
        ASSERT_OK(mish4j_program_add_input(program, "x", MISH4J_TYPE_F32, 1, dims, &x));
        ASSERT_OK(mish4j_program_add_constant(program, MISH4J_TYPE_F32, 1, dims, constant.data(), bytes, &c));
        ASSERT_OK(mish4j_program_add_binary(program, nullptr, MISH4J_BINARY_ADD, x, c, &y));
        ASSERT_OK(mish4j_program_add_output(program, y, MISH4J_TYPE_F32, "y"));
        ASSERT_OK(mish4j_program_add_output(program, c, MISH4J_TYPE_F32, "c"));
        ASSERT_OK(mish4j_compile(device_, program, 0, nullptr, model_.out()));
        program.close();
        device_.close();
    }
    ASSERT_OK(mish4j_request_create(model_, request_.out()));
    model_.close();
    ASSERT_OK(mish4j_request_bind_input(request_, 0, a_, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 0, sum_, bytes));
    ASSERT_OK(mish4j_request_bind_output(request_, 1, product_, bytes));
    ASSERT_OK(mish4j_request_run(request_));
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(sum_[i], a_[i] + static_cast<float>(i + 1));
        EXPECT_EQ(product_[i], static_cast<float>(i + 1));
    }
}

TEST_F(ModelTest, ProgramsMayGrowAfterTheyWereCompiled) {
    make_request();
    const mish4j_int64 dims[] = {2, 3};
    mish4j_value value = -1;
    ASSERT_OK(mish4j_program_add_input(program_, "c", MISH4J_TYPE_F32, 2, dims, &value));
    ASSERT_OK(mish4j_program_add_output(program_, value, MISH4J_TYPE_F32, "c"));
    OwnedModel second;
    ASSERT_OK(mish4j_compile(device_, program_, 0, nullptr, second.out()));
    EXPECT_EQ(model_number(model_, MISH4J_MODEL_INPUT_COUNT), 2);
    EXPECT_EQ(model_number(second, MISH4J_MODEL_INPUT_COUNT), 3);
    bind_all();
    ASSERT_OK(mish4j_request_run(request_));
    expect_results();
}

}  // namespace
}  // namespace mish4j::test
