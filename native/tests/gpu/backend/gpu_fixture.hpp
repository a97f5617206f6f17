// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "../fake_cudnn/fake_cudnn.h"
#include "../fake_driver/fake_cuda.h"
#include "network.hpp"

namespace mish4j::test {

inline constexpr const char* gpu_name = "cuda:0";

// Fails when a test leaves something on the GPU. Its memory is large and it is whole again before and after each test.
class GpuTest : public AbiTest {
 protected:
    static constexpr std::size_t gpu_bytes = std::size_t{8} << 30;

    void SetUp() override {
        AbiTest::SetUp();
        repair();
    }

    void TearDown() override {
        repair();
        AbiTest::TearDown();
        const fake_cuda_usage left = usage();
        EXPECT_EQ(left.device_bytes, 0u);
        EXPECT_EQ(left.pinned_bytes, 0u);
        EXPECT_EQ(left.streams, 0u);
        EXPECT_EQ(left.events, 0u);
        EXPECT_EQ(left.graphs, 0u);
        EXPECT_EQ(left.graph_execs, 0u);
        EXPECT_EQ(left.modules, 0u);
        EXPECT_EQ(left.contexts, 0u);
        EXPECT_EQ(cudnn_usage().handles, 0u);
        EXPECT_EQ(cudnn_usage().descriptors, 0u);
    }

    // Where plans are kept on disk.
    static std::filesystem::path plan_folder();

    static fake_cuda_usage usage() {
        fake_cuda_usage usage{};
        fake_cuda_get_usage(&usage);
        return usage;
    }

    static fake_cudnn_usage cudnn_usage() {
        fake_cudnn_usage usage{};
        fake_cudnn_get_usage(&usage);
        return usage;
    }

    // Convolution, bias, Mish and a residual, twice, then a mean of each image.
    static void add_block(Network& network, mish4j_int64 batch = 1, mish4j_int64 channels = 16) {
        Expected x = network.input({batch, channels, 7, 9});
        for (int layer = 0; layer < 2; ++layer) {
            const Expected bias = network.constant({channels});
            const Expected weights = network.constant({channels, channels, 3, 3});
            Expected y = network.convolution(x, weights, &bias, 1, {{1, 1}, {1, 1}, {1, 1}, {1, 1}});
            y = network.append_eltwise(y, MISH4J_ELTWISE_MISH);
            x = network.append_add(y, x);
        }
        network.output(network.reduce(MISH4J_REDUCE_MEAN, x, {2, 3}, false));
        network.output(x);
    }

 private:
    static void repair() {
        fake_cuda_lose_device_after(-1);
        fake_cuda_set_memory_bytes(gpu_bytes);
    }
};

}  // namespace mish4j::test
