// SPDX-License-Identifier: Apache-2.0
//
// What goes wrong on the GPU is a status with one sentence; nothing is left behind, and everything else goes on.
#include "gpu_fixture.hpp"

namespace mish4j::test {
namespace {

class GpuFailureTest : public GpuTest {};

TEST_F(GpuFailureTest, MemoryThatRunsOutWhileCompiling) {
    Network network;
    add_block(network);
    OwnedDevice device;
    OwnedModel model;
    ASSERT_OK(mish4j_device_open(gpu_name, device.out()));
    // Each allocation of a compilation fails in turn, until there is memory for all.
    int failures = 0;
    for (std::size_t bytes = usage().device_bytes; failures < 1000; bytes += 256) {
        fake_cuda_set_memory_bytes(bytes);
        const mish4j_status status = mish4j_compile(device, network.program(), 0, nullptr, model.out());
        if (status == MISH4J_OK) break;
        ++failures;
        ASSERT_EQ(status, MISH4J_OUT_OF_MEMORY) << last_error();
        ASSERT_NE(last_error().find("bytes"), std::string::npos) << last_error();
    }
    EXPECT_GT(failures, 3);
    EXPECT_NE(model, 0);
}

TEST_F(GpuFailureTest, MemoryThatRunsOutForARequest) {
    Network network;
    add_block(network);
    network.compile(gpu_name);
    fake_cuda_set_memory_bytes(usage().device_bytes);
    OwnedRequest request;
    EXPECT_FAILS(MISH4J_OUT_OF_MEMORY, "of a request", mish4j_request_create(network.model(), request.out()));
    fake_cuda_set_memory_bytes(gpu_bytes);
    network.check(1e-5);
}

TEST_F(GpuFailureTest, MemoryForMoreThanThereIs) {
    OwnedDevice device;
    OwnedMemory memory;
    ASSERT_OK(mish4j_device_open(gpu_name, device.out()));
    EXPECT_FAILS(MISH4J_OUT_OF_MEMORY, "memory of the device",
                 mish4j_memory_create(device, mish4j_int64{1} << 40, memory.out()));
}

TEST_F(GpuFailureTest, ATensorThatNoGpuHolds) {
    OwnedDevice device;
    OwnedProgram program;
    OwnedModel model;
    const mish4j_int64 dims[] = {1 << 20, 1 << 17};
    mish4j_value x = -1;
    ASSERT_OK(mish4j_device_open(gpu_name, device.out()));
    ASSERT_OK(mish4j_program_create(program.out()));
    ASSERT_OK(mish4j_program_add_input(program, "x", MISH4J_TYPE_F32, 2, dims, &x));
    ASSERT_OK(mish4j_program_add_eltwise(program, nullptr, MISH4J_ELTWISE_MISH, 0, 0, x, &x));
    ASSERT_OK(mish4j_program_add_output(program, x, MISH4J_TYPE_F32, "y"));
    EXPECT_FAILS(MISH4J_OUT_OF_MEMORY, "[1048576, 131072]", mish4j_compile(device, program, 0, nullptr, model.out()));
}

TEST_F(GpuFailureTest, ADeviceThatIsLostInTheMiddleOfARun) {
    for (const mish4j_int64 record : {0, 1}) {
        Network network;
        add_block(network);
        network.compile(gpu_name, {MISH4J_OPTION_RECORD, record});
        OwnedRequest request;
        ASSERT_OK(mish4j_request_create(network.model(), request.out()));
        Network::Binding binding = network.bind(request);
        ASSERT_OK(mish4j_request_run(request));
        fake_cuda_lose_device_after(2);
        EXPECT_FAILS(MISH4J_BACKEND_FAILURE, "cannot be used until the process ends", mish4j_request_run(request));
        EXPECT_FAILS(MISH4J_BACKEND_FAILURE, "cannot be used until the process ends", mish4j_request_run(request));
        OwnedRequest another;
        EXPECT_FAILS(MISH4J_BACKEND_FAILURE, "cuda:0", mish4j_request_create(network.model(), another.out()));

        Network elsewhere;
        add_block(elsewhere);
        elsewhere.compile("cpu");
        elsewhere.check(1e-5);
        request.close();
        fake_cuda_lose_device_after(-1);
    }
}

TEST_F(GpuFailureTest, ADeviceThatIsLostWhileCompiling) {
    for (long long launches = 0; launches < 2; ++launches) {  // those that pack the weights
        Network network;
        add_block(network);
        OwnedDevice device;
        OwnedModel model;
        ASSERT_OK(mish4j_device_open(gpu_name, device.out()));
        fake_cuda_lose_device_after(launches);
        EXPECT_FAILS(MISH4J_BACKEND_FAILURE, "cuda:0",
                     mish4j_compile(device, network.program(), 0, nullptr, model.out()));
        fake_cuda_lose_device_after(-1);
    }
}

}  // namespace
}  // namespace mish4j::test
