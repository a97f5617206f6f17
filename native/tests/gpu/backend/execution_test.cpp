// SPDX-License-Identifier: Apache-2.0
//
// Requests on the GPU: recorded and not, in two halves, with memory of the device, measured, side by side.
#include <thread>

#include "gpu_fixture.hpp"

namespace mish4j::test {
namespace {

class GpuExecutionTest : public GpuTest {};

TEST_F(GpuExecutionTest, RecordedOrNotTheResultsAreTheSame) {
    std::vector<std::vector<std::vector<float>>> results;
    for (const mish4j_int64 record : {0, 1}) {
        Network network;
        add_block(network, 2);
        network.compile(gpu_name, {MISH4J_OPTION_RECORD, record});
        network.check(1e-5);
        results.push_back(network.run());
    }
    EXPECT_EQ(results[0], results[1]);
}

TEST_F(GpuExecutionTest, ARunAllocatesNothing) {
    Network network;
    add_block(network);
    network.compile(gpu_name);
    OwnedRequest request;
    ASSERT_OK(mish4j_request_create(network.model(), request.out()));
    const Network::Binding binding = network.bind(request);
    const fake_cuda_usage before = usage();
    for (int run = 0; run < 3; ++run) ASSERT_OK(mish4j_request_run(request));
    const fake_cuda_usage after = usage();
    EXPECT_EQ(after.device_bytes, before.device_bytes);
    EXPECT_EQ(after.pinned_bytes, before.pinned_bytes);
    EXPECT_EQ(after.streams, before.streams);
    EXPECT_EQ(after.events, before.events);
    EXPECT_EQ(after.graph_execs, 1u);
}

TEST_F(GpuExecutionTest, InTwoHalves) {
    Network network;
    add_block(network);
    network.compile(gpu_name);
    ASSERT_EQ(model_number(network.model(), MISH4J_MODEL_ASYNCHRONOUS), 1);
    OwnedRequest request;
    ASSERT_OK(mish4j_request_create(network.model(), request.out()));
    Network::Binding binding = network.bind(request);
    ASSERT_OK(mish4j_request_start(request));
    // What was bound was read by start, and is written by await only.
    for (std::vector<float>& input : binding.inputs) std::fill(input.begin(), input.end(), 1e30f);
    for (const std::vector<float>& output : binding.outputs) EXPECT_EQ(output.front(), 777.0f);
    EXPECT_FAILS(MISH4J_INVALID_STATE, "", mish4j_request_start(request));
    ASSERT_OK(mish4j_request_await(request));
    network.check_outputs(binding.outputs, 1e-5);
    EXPECT_FAILS(MISH4J_INVALID_STATE, "", mish4j_request_await(request));
}

TEST_F(GpuExecutionTest, ARequestThatIsClosedInMotion) {
    Network network;
    add_block(network);
    network.compile(gpu_name);
    OwnedRequest request;
    ASSERT_OK(mish4j_request_create(network.model(), request.out()));
    Network::Binding binding = network.bind(request);
    ASSERT_OK(mish4j_request_start(request));
    request.close();
    for (const std::vector<float>& output : binding.outputs) EXPECT_EQ(output.front(), 777.0f);
}

TEST_F(GpuExecutionTest, OneRequestReadsWhatAnotherLeftOnTheDevice) {
    Network network;
    const Expected x = network.input({1, 8, 6, 6});
    network.output(network.eltwise(MISH4J_ELTWISE_MISH, x));
    network.compile(gpu_name);
    OwnedDevice device;
    OwnedMemory memory;
    OwnedRequest first;
    OwnedRequest second;
    constexpr mish4j_int64 offset = 256;
    constexpr mish4j_int64 bytes = 8 * 6 * 6 * sizeof(float);
    ASSERT_OK(mish4j_device_open(gpu_name, device.out()));
    ASSERT_OK(mish4j_memory_create(device, offset + bytes, memory.out()));
    ASSERT_OK(mish4j_request_create(network.model(), first.out()));
    ASSERT_OK(mish4j_request_create(network.model(), second.out()));
    Network::Binding of_first = network.bind(first);
    Network::Binding of_second = network.bind(second);
    ASSERT_OK(mish4j_request_bind_output_memory(first, 0, memory, offset));
    ASSERT_OK(mish4j_request_bind_input_memory(second, 0, memory, offset));
    ASSERT_OK(mish4j_request_run(first));
    ASSERT_OK(mish4j_request_run(second));
    std::vector<float> between(8 * 6 * 6);
    ASSERT_OK(mish4j_memory_read(memory, offset, between.data(), bytes));
    for (std::size_t i = 0; i < between.size(); ++i) {
        const double once = oracle::eltwise(MISH4J_ELTWISE_MISH, 0, 0, of_first.inputs[0][i]);
        EXPECT_NEAR(between[i], once, 1e-6);
        EXPECT_NEAR(of_second.outputs[0][i], oracle::eltwise(MISH4J_ELTWISE_MISH, 0, 0, once), 1e-6);
    }
    EXPECT_EQ(of_first.outputs[0].front(), 777.0f);
    // The memory lives as long as a request has it.
    memory.close();
    ASSERT_OK(mish4j_request_run(second));
}

TEST_F(GpuExecutionTest, StepsAreMeasured) {
    Network network;
    add_block(network);
    network.compile(gpu_name);
    OwnedRequest request;
    mish4j_int64 nanoseconds = -7;
    ASSERT_OK(mish4j_request_create(network.model(), request.out()));
    Network::Binding binding = network.bind(request);
    ASSERT_OK(mish4j_request_set_profiling(request, 1));
    EXPECT_FAILS(MISH4J_INVALID_STATE, "measured", mish4j_request_get_step_time(request, 0, &nanoseconds));
    ASSERT_OK(mish4j_request_run(request));
    for (mish4j_int64 step = 0; step < model_number(network.model(), MISH4J_MODEL_STEP_COUNT); ++step) {
        ASSERT_OK(mish4j_request_get_step_time(request, static_cast<std::int32_t>(step), &nanoseconds));
        EXPECT_GE(nanoseconds, 0);
    }
    network.check_outputs(binding.outputs, 1e-5);
}

TEST_F(GpuExecutionTest, RequestsOfManyThreads) {
    Network network;
    add_block(network, 2);
    network.compile(gpu_name);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&network] {
            OwnedRequest request;
            ASSERT_OK(mish4j_request_create(network.model(), request.out()));
            Network::Binding binding = network.bind(request);
            for (int run = 0; run < 3; ++run) ASSERT_OK(mish4j_request_run(request));
            network.check_outputs(binding.outputs, 1e-5);
        });
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace mish4j::test
