// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <numeric>
#include <thread>
#include <vector>

#include "driver_fixture.hpp"
#include "fake_cuda.h"

namespace mish4j::test {
namespace {

using cudnn::DeviceMemory;
using cudnn::GpuStream;
using cudnn::KernelPointers;
using cudnn::RecordedGraph;

// Numbers on the host, on the GPU, and what a kernel copies them to.
class GpuStreamTest : public DriverTest {
 protected:
    static constexpr std::int64_t count = 1237;
    static constexpr std::int64_t bytes = count * 4;

    GpuStreamTest() { std::iota(numbers_.begin(), numbers_.end(), 1.0f); }

    std::vector<float> read(const DeviceMemory& memory) {
        std::vector<float> found(count, 777.0f);
        stream_.copy_to_host(found.data(), memory.data(), bytes);
        stream_.synchronize();
        return found;
    }

    KernelPointers pointers() const { return {{src_.data()}, dst_.data()}; }

    std::vector<float> numbers_ = std::vector<float>(count);
    DeviceMemory src_{gpu(), bytes, "src"};
    DeviceMemory dst_{gpu(), bytes, "dst"};
    GpuStream stream_{gpu()};
};

TEST_F(GpuStreamTest, Copies) {
    stream_.copy_to_device(src_.data(), numbers_.data(), bytes);
    stream_.copy_on_device(dst_.data(), src_.data(), bytes);
    EXPECT_EQ(read(dst_), numbers_);
    stream_.clear(dst_.data() + 4, bytes - 8);
    std::vector<float> expected(count, 0.0f);
    expected.front() = numbers_.front();
    expected.back() = numbers_.back();
    EXPECT_EQ(read(dst_), expected);
    EXPECT_TRUE(stream_.is_done());
}

TEST_F(GpuStreamTest, CopiesNothing) {
    stream_.copy_to_device(nullptr, nullptr, 0);
    stream_.copy_to_host(nullptr, nullptr, 0);
    stream_.copy_on_device(nullptr, nullptr, 0);
    stream_.clear(nullptr, 0);
    stream_.synchronize();
}

TEST_F(GpuStreamTest, LaunchesKernels) {
    stream_.copy_to_device(src_.data(), numbers_.data(), bytes);
    stream_.launch(copy_numbers(count), pointers());
    EXPECT_EQ(read(dst_), numbers_);
}

TEST_F(GpuStreamTest, RefusesImpossibleLaunches) {
    cudnn::KernelCall call = copy_numbers(count);
    const std::string name = call.function;
    const auto refused = [&] { stream_.launch(call, pointers()); };
    const std::string text =
        "launching the kernel '" + name + "' on cuda:0: the driver reports CUDA_ERROR_INVALID_VALUE (invalid argument)";
    call.grid[0] = 0;
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, refused), text);
    call = copy_numbers(count);
    call.block = {1024, 2, 1};
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, refused), text);
    call = copy_numbers(count);
    call.argument.resize(sizeof(KernelPointers) - 1);
    EXPECT_EQ(failure_of(MISH4J_INTERNAL_ERROR, refused), "the kernel '" + name + "' has an argument of 47 bytes");
    // None of them did harm.
    stream_.synchronize();
}

TEST_F(GpuStreamTest, RecordsWorkToLaunchItAgain) {
    RecordedGraph graph = stream_.record([&] {
        cudnn::KernelCall call = copy_numbers(count);
        stream_.copy_to_device(src_.data(), numbers_.data(), bytes);
        stream_.launch(call, pointers());
        std::fill(call.argument.begin(), call.argument.end(), std::byte{0xFF});
    });
    ASSERT_TRUE(graph);
    stream_.clear(dst_.data(), bytes);
    EXPECT_EQ(read(dst_), std::vector<float>(count, 0.0f));
    for (float round : {1.0f, 2.0f}) {
        for (float& x : numbers_) x += round;
        stream_.launch(graph);
        EXPECT_EQ(read(dst_), numbers_);
    }
    RecordedGraph moved(std::move(graph));
    EXPECT_FALSE(graph);
    graph = std::move(moved);
    EXPECT_TRUE(graph);
}

TEST_F(GpuStreamTest, RecordsWorksOfOthersToo) {
    int runs = 0;
    static int destroyed = 0;
    {
        const RecordedGraph graph = stream_.record([&] {
            const auto work = [](void* data) { ++*static_cast<int*>(data); };
            const auto destroy = [](void*) { ++destroyed; };
            EXPECT_EQ(fake_cuda_enqueue(stream_.get(), work, &runs, destroy), CUDA_SUCCESS);
        });
        EXPECT_EQ(runs, 0);
        stream_.launch(graph);
        stream_.launch(graph);
        EXPECT_EQ(runs, 2);
        EXPECT_EQ(destroyed, 0);
    }
    EXPECT_EQ(destroyed, 1);
}

TEST_F(GpuStreamTest, IsUsableAfterAFailedRecording) {
    EXPECT_EQ(failure_of(MISH4J_UNSUPPORTED, [&] { stream_.record([] { throw Error(MISH4J_UNSUPPORTED, "no"); }); }),
              "no");
    // Memory must not be allocated meanwhile.
    EXPECT_NE(failure_of(MISH4J_BACKEND_FAILURE, [&] { stream_.record([&] { DeviceMemory(gpu(), 10, "a test"); }); })
                  .find("CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED"),
              std::string::npos);
    EXPECT_NE(failure_of(MISH4J_BACKEND_FAILURE, [&] { stream_.record([&] { stream_.synchronize(); }); })
                  .find("CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED"),
              std::string::npos);
    stream_.copy_to_device(dst_.data(), numbers_.data(), bytes);
    EXPECT_EQ(read(dst_), numbers_);
}

TEST_F(GpuStreamTest, MeasuresTime) {
    const cudnn::GpuEvent begin(gpu());
    cudnn::GpuEvent end(gpu());
    stream_.record_event(begin);
    stream_.launch(copy_numbers(count), pointers());
    stream_.record_event(end);
    end.synchronize();
    EXPECT_GE(cudnn::GpuEvent::milliseconds(begin, end), 0.0f);
    const cudnn::GpuEvent moved(std::move(end));
    EXPECT_GE(cudnn::GpuEvent::milliseconds(begin, moved), 0.0f);
    const cudnn::GpuEvent fresh(gpu());
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, [&] { cudnn::GpuEvent::milliseconds(begin, fresh); }),
              "asking for the time between events of cuda:0: the driver reports CUDA_ERROR_INVALID_HANDLE (invalid "
              "resource handle)");
}

TEST_F(GpuStreamTest, SaysThatTheDeviceIsLost) {
    fake_cuda_lose_device_after(1);
    stream_.launch(copy_numbers(count), pointers());
    stream_.launch(copy_numbers(count), pointers());
    const std::string end =
        "cuda:0: the driver reports CUDA_ERROR_LAUNCH_FAILED (unspecified launch failure); the device cannot be used "
        "until the process ends";
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, [&] { stream_.synchronize(); }), "waiting for " + end);
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, [&] { DeviceMemory(gpu(), 10, "a test"); }),
              "allocating 10 bytes for a test on " + end);
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, [&] { stream_.copy_to_device(src_.data(), numbers_.data(), bytes); }),
              "copying to " + end);
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, [&] { stream_.record([] {}); }), "recording the work of " + end);
    // What is open closes, as DriverTest checks.
}

TEST_F(GpuStreamTest, SaysThatMemoryIsNotThere) {
    std::byte* const freed = DeviceMemory(gpu(), bytes, "a test").data();
    stream_.copy_on_device(dst_.data(), freed, bytes);
    EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, [&] { stream_.synchronize(); }),
              "waiting for cuda:0: the driver reports CUDA_ERROR_ILLEGAL_ADDRESS (illegal memory access); the device "
              "cannot be used until the process ends");
}

TEST_F(GpuStreamTest, ServesManyThreads) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([this, t] {
            GpuStream stream(gpu());
            const DeviceMemory src(gpu(), bytes, "src");
            const DeviceMemory dst(gpu(), bytes, "dst");
            const std::vector<float> numbers(count, static_cast<float>(t));
            const RecordedGraph graph = stream.record([&] {
                stream.copy_to_device(src.data(), numbers.data(), bytes);
                stream.launch(copy_numbers(count), {{src.data()}, dst.data()});
            });
            for (int round = 0; round < 20; ++round) {
                stream.clear(dst.data(), bytes);
                stream.launch(graph);
                std::vector<float> found(count);
                stream.copy_to_host(found.data(), dst.data(), bytes);
                stream.synchronize();
                EXPECT_EQ(found, numbers);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace mish4j::test
