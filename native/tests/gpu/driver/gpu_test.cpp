// SPDX-License-Identifier: Apache-2.0
#include "driver_fixture.hpp"

namespace mish4j::test {
namespace {

using cudnn::Gpu;

TEST_F(DriverTest, KnowsItsGpus) {
    EXPECT_EQ(driver().version(), 13000);
    EXPECT_EQ(Gpu::count(driver()), 2);
    const cudnn::GpuProperties& first = gpu()->properties();
    EXPECT_EQ(first.ordinal, 0);
    EXPECT_EQ(first.name, "Fake GPU 0");
    EXPECT_EQ(first.compute_major, 9);
    EXPECT_EQ(first.compute_minor, 0);
    EXPECT_EQ(first.multiprocessors, 132);
    EXPECT_EQ(first.memory_bytes, std::int64_t{8} << 30);
    EXPECT_EQ(first.uuid, "GPU-f0f1f2f3-f4f5-f6f7-f8f9-fafbfcfdfeff");
    const cudnn::GpuProperties second = cudnn::read_gpu_properties(driver(), 1);
    EXPECT_EQ(second.name, "Fake GPU 1");
    EXPECT_EQ(obstacle(second), "");
}

TEST_F(DriverTest, RefusesAGpuThatIsNotThere) {
    for (int ordinal : {2, -1}) {
        EXPECT_EQ(failure_of(MISH4J_BACKEND_FAILURE, [&] { Gpu::open(driver(), ordinal); }),
                  "asking for the properties of cuda:" + std::to_string(ordinal) +
                      ": the driver reports CUDA_ERROR_INVALID_DEVICE (invalid device ordinal)");
    }
}

TEST_F(DriverTest, OpensAGpuOnce) {
    EXPECT_EQ(Gpu::open(driver(), 0), gpu());
    const std::shared_ptr<const Gpu> second = Gpu::open(driver(), 1);
    EXPECT_NE(second, gpu());
    EXPECT_EQ(second->properties().ordinal, 1);
}

TEST_F(DriverTest, FindsKernels) {
    const std::string name = copy_numbers(5).function;
    EXPECT_NE(gpu()->function(name), nullptr);
    EXPECT_EQ(gpu()->function(name), gpu()->function(name));
    EXPECT_EQ(failure_of(MISH4J_INTERNAL_ERROR, [&] { gpu()->function("nonsense"); }),
              "mish4j has no kernel 'nonsense'");
}

TEST_F(DriverTest, LeavesTheContextOfAThreadAsItWas) {
    CUcontext outer = nullptr;
    ASSERT_EQ(driver().api().device_primary_ctx_retain(&outer, 1), CUDA_SUCCESS);
    ASSERT_EQ(driver().api().ctx_push_current(outer), CUDA_SUCCESS);
    EXPECT_GT(gpu()->free_bytes(), 0);
    { const cudnn::GpuStream stream(gpu()); }
    EXPECT_THROW(gpu()->function("nonsense"), Error);
    CUcontext current = nullptr;
    EXPECT_EQ(driver().api().ctx_pop_current(&current), CUDA_SUCCESS);
    EXPECT_EQ(current, outer);
    EXPECT_EQ(driver().api().ctx_pop_current(&current), CUDA_ERROR_INVALID_CONTEXT);
    EXPECT_EQ(driver().api().device_primary_ctx_release(1), CUDA_SUCCESS);
}

}  // namespace
}  // namespace mish4j::test
