// SPDX-License-Identifier: Apache-2.0
//
// Handles that are none, of every function that takes one.
#include <functional>

#include "abi.hpp"

namespace mish4j::test {
namespace {

struct HandleFunction {
    std::string name;
    std::int32_t kind;
    std::function<mish4j_status(mish4j_int64)> call;
};

void PrintTo(const HandleFunction& function, std::ostream* out) { *out << function.name; }

mish4j_value value = 0;
mish4j_int64 number = 0;
mish4j_int64 handle = 0;
std::array<mish4j_int64, MISH4J_MAX_RANK> numbers = {1, 1, 1, 1, 1, 1};
std::array<char, 64> buffer{};

std::vector<HandleFunction> handle_functions() {
    const auto device = [](std::string name, auto call) { return HandleFunction{name, MISH4J_HANDLE_DEVICE, call}; };
    const auto program = [](std::string name, auto call) { return HandleFunction{name, MISH4J_HANDLE_PROGRAM, call}; };
    const auto model = [](std::string name, auto call) { return HandleFunction{name, MISH4J_HANDLE_MODEL, call}; };
    const auto request = [](std::string name, auto call) { return HandleFunction{name, MISH4J_HANDLE_REQUEST, call}; };
    const auto memory = [](std::string name, auto call) { return HandleFunction{name, MISH4J_HANDLE_MEMORY, call}; };
    static const float data = 0;
    mish4j_int64* n = numbers.data();
    return {
        device("device_close", mish4j_device_close),
        device("device_get_text",
               [](auto h) { return mish4j_device_get_text(h, MISH4J_DEVICE_NAME, buffer.data(), 64, &number); }),
        device("compile", [](auto h) { return mish4j_compile(h, 0, 0, nullptr, &handle); }),
        device("compile_with_progress",
               [](auto h) { return mish4j_compile_with_progress(h, 0, 0, nullptr, nullptr, nullptr, &handle); }),
        device("memory_create", [](auto h) { return mish4j_memory_create(h, 4, &handle); }),
        memory("memory_close", mish4j_memory_close),
        memory("memory_write", [](auto h) { return mish4j_memory_write(h, 0, &data, 4); }),
        memory("memory_read", [](auto h) { return mish4j_memory_read(h, 0, buffer.data(), 4); }),
        program("program_close", mish4j_program_close),
        program("add_input", [=](auto h) { return mish4j_program_add_input(h, "x", MISH4J_TYPE_F32, 1, n, &value); }),
        program("add_constant",
                [=](auto h) { return mish4j_program_add_constant(h, MISH4J_TYPE_F32, 1, n, &data, 4, &value); }),
        program("add_output", [](auto h) { return mish4j_program_add_output(h, 0, MISH4J_TYPE_F32, "y"); }),
        program("get_shape", [=](auto h) { return mish4j_program_get_shape(h, 0, &value, &value, n); }),
        program("add_convolution",
                [=](auto h) {
                    return mish4j_program_add_convolution(h, nullptr, 0, 1, MISH4J_NO_VALUE, 1, 2, n, n, n, n, &value);
                }),
        program("add_deconvolution",
                [=](auto h) {
                    return mish4j_program_add_deconvolution(h, nullptr, 0, 1, MISH4J_NO_VALUE, 1, 2, n, n, n, n, n,
                                                            &value);
                }),
        program("add_matmul",
                [](auto h) { return mish4j_program_add_matmul(h, nullptr, 0, 1, MISH4J_NO_VALUE, &value); }),
        program("append_eltwise",
                [](auto h) { return mish4j_program_append_eltwise(h, 0, MISH4J_ELTWISE_MISH, 0, 0); }),
        program("append_add", [](auto h) { return mish4j_program_append_add(h, 0, 0); }),
        program("add_pooling",
                [=](auto h) {
                    return mish4j_program_add_pooling(h, nullptr, MISH4J_POOLING_MAX, 0, 2, n, n, n, n, n, &value);
                }),
        program("add_eltwise",
                [](auto h) { return mish4j_program_add_eltwise(h, nullptr, MISH4J_ELTWISE_MISH, 0, 0, 0, &value); }),
        program("add_binary",
                [](auto h) { return mish4j_program_add_binary(h, nullptr, MISH4J_BINARY_ADD, 0, 0, &value); }),
        program("add_select", [](auto h) { return mish4j_program_add_select(h, nullptr, 0, 0, 0, &value); }),
        program("add_concat", [](auto h) { return mish4j_program_add_concat(h, nullptr, 0, 1, &value, &value); }),
        program("add_slice", [=](auto h) { return mish4j_program_add_slice(h, nullptr, 0, n, n, n, &value); }),
        program("add_gather", [=](auto h) { return mish4j_program_add_gather(h, nullptr, 0, 1, n, 0, &value); }),
        program("add_interpolate",
                [=](auto h) { return mish4j_program_add_interpolate(h, nullptr, 0, 1, 1, n, &data, 0, &value); }),
        program("add_resize_nearest",
                [=](auto h) { return mish4j_program_add_resize_nearest(h, nullptr, 0, 2, n, &value); }),
        program("add_softmax", [](auto h) { return mish4j_program_add_softmax(h, nullptr, 0, 0, 0, &value); }),
        program("add_mean_variance_normalization",
                [](auto h) { return mish4j_program_add_mean_variance_normalization(h, nullptr, 0, 0, 0, &value); }),
        program("add_reshape", [=](auto h) { return mish4j_program_add_reshape(h, nullptr, 0, 1, n, &value); }),
        program("add_transpose", [=](auto h) { return mish4j_program_add_transpose(h, nullptr, 0, n, &value); }),
        program("add_reduce",
                [=](auto h) { return mish4j_program_add_reduce(h, nullptr, MISH4J_REDUCE_MEAN, 0, 1, n, 1, &value); }),
        program("add_arg_reduce",
                [](auto h) { return mish4j_program_add_arg_reduce(h, nullptr, MISH4J_ARG_MAX, 0, 0, 1, 0, &value); }),
        program("add_top_k",
                [](auto h) { return mish4j_program_add_top_k(h, nullptr, MISH4J_ARG_MAX, 0, 0, 1, 0, &value); }),
        model("model_close", mish4j_model_close),
        model("model_get_number", [](auto h) { return mish4j_model_get_number(h, MISH4J_MODEL_THREADS, &number); }),
        model("model_get_step_text",
              [](auto h) { return mish4j_model_get_step_text(h, 0, MISH4J_STEP_NAME, buffer.data(), 64, &number); }),
        model("request_create", [](auto h) { return mish4j_request_create(h, &handle); }),
        request("request_close", mish4j_request_close),
        request("bind_input", [](auto h) { return mish4j_request_bind_input(h, 0, &data, 4); }),
        request("bind_output", [](auto h) { return mish4j_request_bind_output(h, 0, buffer.data(), 4); }),
        request("bind_input_memory", [](auto h) { return mish4j_request_bind_input_memory(h, 0, 0, 0); }),
        request("bind_output_memory", [](auto h) { return mish4j_request_bind_output_memory(h, 0, 0, 0); }),
        request("run", mish4j_request_run),
        request("run_keeping",
                [](auto h) {
                    return mish4j_request_run_keeping(h, &data, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                                                      nullptr);
                }),
        request("start", mish4j_request_start),
        request("start_keeping",
                [](auto h) {
                    return mish4j_request_start_keeping(h, &data, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                                                        nullptr);
                }),
        request("await", mish4j_request_await),
        request("await_keeping",
                [](auto h) {
                    return mish4j_request_await_keeping(h, &data, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                                                        nullptr);
                }),
        request("cancel", mish4j_request_cancel),
        request("set_profiling", [](auto h) { return mish4j_request_set_profiling(h, 1); }),
        request("get_step_time", [](auto h) { return mish4j_request_get_step_time(h, 0, &number); }),
    };
}

class HandleTest : public AbiTest, public ::testing::WithParamInterface<HandleFunction> {};

const char* kind_name(std::int32_t kind) {
    return std::array{"", "device", "program", "model", "request", "memory"}[static_cast<std::size_t>(kind)];
}

TEST_P(HandleTest, RefusesNumbersThatAreNoHandle) {
    for (mish4j_int64 garbage : {mish4j_int64{0}, mish4j_int64{-1}, mish4j_int64{INT64_MIN}, mish4j_int64{6},
                                 mish4j_int64{INT64_MAX}, mish4j_int64{-12345}}) {
        EXPECT_FAILS(MISH4J_INVALID_HANDLE, "is not a handle", GetParam().call(garbage));
        EXPECT_FAILS(MISH4J_INVALID_HANDLE, kind_name(GetParam().kind), GetParam().call(garbage));
    }
}

TEST_P(HandleTest, RefusesHandlesThatWereNeverGiven) {
    // Indices without an object, and generations to come.
    for (int bit = 3; bit < 63; ++bit) {
        const mish4j_int64 made_up = (mish4j_int64{1} << bit) | GetParam().kind;
        EXPECT_EQ(GetParam().call(made_up), MISH4J_INVALID_HANDLE) << made_up;
    }
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, "was never given", GetParam().call((mish4j_int64{1} << 62) | GetParam().kind));
}

TEST_P(HandleTest, RefusesHandlesOfAnotherKind) {
    if (GetParam().kind == MISH4J_HANDLE_PROGRAM) return;
    OwnedProgram program;
    ASSERT_OK(mish4j_program_create(program.out()));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE,
                 std::string("expected a ") + kind_name(GetParam().kind) + " handle, found the program handle",
                 GetParam().call(program));
}

TEST_P(HandleTest, RefusesClosedHandles) {
    if (GetParam().kind != MISH4J_HANDLE_PROGRAM) return;
    mish4j_program program = 0;
    ASSERT_OK(mish4j_program_create(&program));
    ASSERT_OK(mish4j_program_close(program));
    const std::string expected = "program handle " + std::to_string(program) + " was closed";
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, expected, GetParam().call(program));
    // Nor when its slot is in use again.
    OwnedProgram next;
    ASSERT_OK(mish4j_program_create(next.out()));
    EXPECT_NE(static_cast<mish4j_int64>(next), program);
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, expected, GetParam().call(program));
}

INSTANTIATE_TEST_SUITE_P(All, HandleTest, ::testing::ValuesIn(handle_functions()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mish4j::test
