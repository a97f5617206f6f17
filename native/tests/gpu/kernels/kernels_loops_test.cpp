// SPDX-License-Identifier: Apache-2.0
//
// How iterations become places, and how the emulation runs threads.
#include "emulation/cuda_language.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "base/status.hpp"
#include "cudnn/kernels/calls/loop_nest_builder.hpp"
#include "cudnn/kernels/device/loops.cuh"
#include "cudnn/kernels/device/teams.cuh"

namespace mish4j::test {
namespace {

TEST(KernelsDivisorTest, DividesEveryNumberBelow2ToThe31) {
    const std::uint32_t most = 0x7FFFFFFFU;
    std::vector<std::uint32_t> numbers = {0,
                                          1,
                                          2,
                                          3,
                                          5,
                                          7,
                                          10,
                                          255,
                                          256,
                                          257,
                                          641,
                                          65535,
                                          65536,
                                          65537,
                                          6700417,
                                          1U << 30,
                                          (1U << 30) + 1,
                                          most - 2,
                                          most - 1,
                                          most};
    for (std::uint32_t i = 0; i < 200; ++i) numbers.push_back(i * 10737419U % most);
    for (std::uint32_t divisor : numbers) {
        if (divisor == 0) continue;
        const cudnn::Divisor prepared = cudnn::divisor_of(divisor);
        for (std::uint32_t n : numbers) {
            ASSERT_EQ(cudnn::divide(n, prepared), n / divisor) << n << " / " << divisor;
            // Just below, and at, a multiple.
            const std::uint32_t multiple = n / divisor * divisor;
            ASSERT_EQ(cudnn::divide(multiple, prepared), multiple / divisor);
            if (multiple == 0) continue;
            ASSERT_EQ(cudnn::divide(multiple - 1, prepared), (multiple - 1) / divisor);
        }
    }
    EXPECT_THROW(cudnn::divisor_of(std::int64_t{1} << 31), Error);
}

TEST(KernelsLoopNestTest, MergesWhatIsOneLoopForAllTensors) {
    const cudnn::LoopNestBuilder dense({2, 3, 4, 5}, {{60, 20, 5, 1}, {60, 20, 5, 1}});
    EXPECT_EQ(dense.sizes(), Dims{120});
    const cudnn::LoopNestBuilder repeated({2, 3, 4, 5}, {{60, 20, 5, 1}, {0, 1, 0, 0}});
    EXPECT_EQ(repeated.sizes(), (Dims{2, 3, 20}));
    // Nested as the first tensor lies.
    const cudnn::LoopNestBuilder images({2, 3, 4, 5}, {{60, 1, 15, 3}, {60, 20, 5, 1}});
    EXPECT_EQ(images.sizes(), (Dims{2, 20, 3}));
    EXPECT_EQ(images.strides()[1], (Dims{60, 1, 20}));
    // A loop of more iterations than a divisor can have stays two.
    const cudnn::LoopNestBuilder large({1 << 20, 1 << 20}, {{1 << 20, 1}});
    EXPECT_EQ(large.sizes(), (Dims{1 << 20, 1 << 20}));
}

TEST(KernelsLoopNestTest, FindsPlacesInTensorsOfMoreThan2ToThe31Elements) {
    const Dims dims = {3, 5, 1 << 16, 1 << 15};
    const Dims plain = {std::int64_t{5} << 31, std::int64_t{1} << 31, 1 << 15, 1};
    const Dims other = {std::int64_t{5} << 31, 1, 5 * 3, std::int64_t{15} << 16};
    const auto nest = cudnn::LoopNestBuilder(dims, {plain, other}).build<2>(1);
    EXPECT_EQ(nest.iterations, std::int64_t{15} << 31);
    for (std::int64_t iteration : {std::int64_t{0}, std::int64_t{1} << 31, (std::int64_t{1} << 31) - 1,
                                   (std::int64_t{15} << 31) - 1, (std::int64_t{7} << 31) + 123456789}) {
        std::int64_t offsets[2];
        cudnn::locate(nest, iteration, offsets);
        EXPECT_EQ(offsets[0], iteration);
        const std::int64_t x = iteration % dims[3];
        const std::int64_t y = iteration / dims[3] % dims[2];
        const std::int64_t c = iteration / dims[3] / dims[2] % dims[1];
        const std::int64_t n = iteration / dims[3] / dims[2] / dims[1];
        EXPECT_EQ(offsets[1], n * other[0] + c * other[1] + y * other[2] + x * other[3]);
    }
}

TEST(KernelsLoopNestTest, WritesVectorsWhereTheyFit) {
    using cudnn::LoopNestBuilder;
    EXPECT_EQ(LoopNestBuilder({7}, {{1}}).vector_width(2, true), 8);
    EXPECT_EQ(LoopNestBuilder({7}, {{1}}).vector_width(2, false), 1);
    EXPECT_EQ(LoopNestBuilder({4, 16}, {{24, 1}}).vector_width(2, false), 8);
    EXPECT_EQ(LoopNestBuilder({4, 16}, {{20, 1}}).vector_width(2, false), 1);
    EXPECT_EQ(LoopNestBuilder({4, 16}, {{20, 1}}).vector_width(4, false), 4);
    EXPECT_EQ(LoopNestBuilder({4, 12}, {{24, 1}}).vector_width(2, true), 1);
    EXPECT_EQ(LoopNestBuilder({4, 16}, {{32, 2}}).vector_width(4, false), 1);
    EXPECT_EQ(LoopNestBuilder({}, {{}}).vector_width(4, true), 4);
}

struct Reversal {
    const int* src;
    int* dst;
};

// The elements of each block in the opposite order.
void reverse(const void* argument) {
    const auto* reversal = static_cast<const Reversal*>(argument);
    __shared__ int values[64];
    values[threadIdx.x] = reversal->src[blockIdx.x * blockDim.x + threadIdx.x];
    __syncthreads();
    reversal->dst[blockIdx.x * blockDim.x + threadIdx.x] = values[blockDim.x - 1 - threadIdx.x];
}

TEST(EmulationTest, ThreadsOfABlockWaitForEachOther) {
    std::vector<int> src(3 * 64);
    for (std::size_t i = 0; i < src.size(); ++i) src[i] = static_cast<int>(i);
    std::vector<int> dst(src.size());
    const Reversal reversal{src.data(), dst.data()};
    run_blocks({3, 1, 1}, {64, 1, 1}, reverse, &reversal);
    for (int i = 0; i < 3 * 64; ++i) EXPECT_EQ(dst[static_cast<std::size_t>(i)], i / 64 * 64 + 63 - i % 64);
}

void sum_of_warp(const void* argument) {
    const auto sum = cudnn::combined<32>(static_cast<float>(threadIdx.x), [](float a, float b) { return a + b; });
    const_cast<float*>(static_cast<const float*>(argument))[threadIdx.x] = sum;
}

TEST(EmulationTest, ThreadsOfAWarpExchangeValues) {
    std::vector<float> sums(96);
    run_blocks({1, 1, 1}, {96, 1, 1}, sum_of_warp, sums.data());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        EXPECT_EQ(sums[i], static_cast<float>(i / 32 * 32 * 32 + 31 * 16)) << i;
    }
}

void wait_apart(const void*) {
    if (threadIdx.x < 32) {
        __syncthreads();
    } else {
        cudnn::shuffle(0.0F, 1);
        __syncthreads();
        __syncthreads();
    }
}

void wait_for_those_that_exchange(const void*) {
    if (threadIdx.x == 0) {
        __syncthreads();
    } else {
        cudnn::shuffle(0.0F, 1);
    }
}

TEST(EmulationTest, ThreadsThatWaitForEverAreAnError) {
    // A thread that has ended is not waited for.
    EXPECT_NO_THROW(run_blocks({1, 1, 1}, {64, 1, 1}, wait_apart, nullptr));
    EXPECT_THROW(run_blocks({1, 1, 1}, {32, 1, 1}, wait_for_those_that_exchange, nullptr), std::logic_error);
    // What follows runs as before.
    std::vector<float> sums(32);
    run_blocks({1, 1, 1}, {32, 1, 1}, sum_of_warp, sums.data());
    EXPECT_EQ(sums[0], 496);
}

}  // namespace
}  // namespace mish4j::test
