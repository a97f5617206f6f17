// SPDX-License-Identifier: Apache-2.0
#include "driver_fixture.hpp"

#include <cstdlib>

#include "cudnn/kernels/kernels.hpp"
#include "fake_cuda.h"

namespace mish4j::test {

namespace {

// The fake driver reads it when it is first called.
[[maybe_unused]] const int two_devices = setenv("FAKE_CUDA_DEVICES", "2", 1);

const cudnn::CudaDriver& fake_driver() {
    const cudnn::CudaDriverSearch& search = cudnn::find_cuda_driver();
    if (search.driver == nullptr) throw Error(MISH4J_NOT_FOUND, search.reason);
    return *search.driver;
}

}  // namespace

DriverTest::DriverTest() : gpu_(cudnn::Gpu::open(fake_driver(), 0)) {}

DriverTest::~DriverTest() {
    gpu_.reset();
    fake_cuda_lose_device_after(-1);
    fake_cuda_usage usage{};
    fake_cuda_get_usage(&usage);
    EXPECT_EQ(usage.device_bytes, 0u);
    EXPECT_EQ(usage.pinned_bytes, 0u);
    EXPECT_EQ(usage.streams, 0u);
    EXPECT_EQ(usage.events, 0u);
    EXPECT_EQ(usage.graphs, 0u);
    EXPECT_EQ(usage.graph_execs, 0u);
    EXPECT_EQ(usage.modules, 0u);
    EXPECT_EQ(usage.contexts, 0u);
}

cudnn::KernelCall copy_numbers(std::int64_t count) {
    const cudnn::TensorDesc desc{ElementType::f32, {count}, {1}};
    return cudnn::copy_call(desc, desc);
}

}  // namespace mish4j::test
