// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <limits>
#include <utility>

#include "driver_fixture.hpp"
#include "fake_cuda.h"

namespace mish4j::test {
namespace {

using cudnn::DeviceMemory;
using cudnn::PinnedMemory;

template <class Memory>
class GpuMemoryTest : public DriverTest {};

using MemoryTypes = ::testing::Types<DeviceMemory, PinnedMemory>;
TYPED_TEST_SUITE(GpuMemoryTest, MemoryTypes);

TYPED_TEST(GpuMemoryTest, IsAlignedAndAccessible) {
    for (std::int64_t bytes : {1, 255, 256, 1000003}) {
        const TypeParam memory(this->gpu(), bytes, "a test");
        EXPECT_EQ(memory.bytes(), bytes);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(memory.data()) % 256, 0u);
        EXPECT_TRUE(fake_cuda_is_accessible(memory.data(), static_cast<std::size_t>(bytes)));
        EXPECT_FALSE(fake_cuda_is_accessible(memory.data(), static_cast<std::size_t>(bytes) + 1));
    }
}

TYPED_TEST(GpuMemoryTest, MayBeEmpty) {
    EXPECT_EQ(TypeParam().data(), nullptr);
    const TypeParam memory(this->gpu(), 0, "a test");
    EXPECT_EQ(memory.data(), nullptr);
    EXPECT_EQ(memory.bytes(), 0);
    EXPECT_EQ(failure_of(MISH4J_INTERNAL_ERROR, [&] { TypeParam(this->gpu(), -1, "a test"); }), "a test has -1 bytes");
}

TYPED_TEST(GpuMemoryTest, Moves) {
    TypeParam first(this->gpu(), 100, "a test");
    std::byte* const address = first.data();
    TypeParam second(std::move(first));
    EXPECT_EQ(first.data(), nullptr);
    EXPECT_EQ(first.bytes(), 0);
    EXPECT_EQ(second.data(), address);
    first = TypeParam(this->gpu(), 50, "a test");
    second = std::move(first);
    EXPECT_EQ(second.bytes(), 50);
    second = TypeParam();
    EXPECT_EQ(second.data(), nullptr);
}

class DeviceMemoryLimitTest : public DriverTest {
 protected:
    DeviceMemoryLimitTest() { fake_cuda_set_memory_bytes(1000); }
    ~DeviceMemoryLimitTest() override { fake_cuda_set_memory_bytes(std::size_t{8} << 30); }
};

TEST_F(DeviceMemoryLimitTest, SaysWhatWasWantedAndWhatIsFree) {
    const DeviceMemory some(gpu(), 400, "a test");
    EXPECT_EQ(gpu()->free_bytes(), 600);
    const std::string end = " bytes wanted, 600 of 8589934592 free";
    EXPECT_EQ(failure_of(MISH4J_OUT_OF_MEMORY, [&] { DeviceMemory(gpu(), 601, "the weights of a model"); }),
              "there is no memory for the weights of a model on cuda:0: 601" + end);
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(failure_of(MISH4J_OUT_OF_MEMORY, [&] { DeviceMemory(gpu(), largest, "all"); }),
              "there is no memory for all on cuda:0: " + std::to_string(largest) + end);
    EXPECT_EQ(DeviceMemory(gpu(), 600, "a test").bytes(), 600);
}

}  // namespace
}  // namespace mish4j::test
