// SPDX-License-Identifier: Apache-2.0
//
// Memory that only its device reaches, and the core's part in it.
#include "base/status.hpp"
#include "fake_device_fixture.hpp"

namespace mish4j::test {
namespace {

class DeviceMemoryTest : public FakeDeviceTest {
 protected:
    void SetUp() override {
        FakeDeviceTest::SetUp();
        hooks().device_memory = true;
        make_request();
    }

    void TearDown() override {
        memory_.close();
        FakeDeviceTest::TearDown();
    }

    OwnedMemory memory_;
};

TEST_F(DeviceMemoryTest, GivesTheBackendItsOwnMemory) {
    ASSERT_OK(mish4j_memory_create(device_, 64, memory_.out()));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 40));
    EXPECT_NE(hooks().input_memory, nullptr);
    EXPECT_EQ(hooks().input_offset, 40);
    EXPECT_EQ(hooks().input_memory->bytes(), 64);
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 0, memory_, 8));
    const float ones[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    ASSERT_OK(mish4j_memory_write(memory_, 0, ones, sizeof ones));
    ASSERT_OK(mish4j_request_run(request_));
    float found[16] = {};
    ASSERT_OK(mish4j_memory_read(memory_, 0, found, sizeof found));
    for (int i = 0; i < 16; ++i) EXPECT_EQ(found[i], i >= 2 && i < 8 ? 0 : 1) << i;
}

TEST_F(DeviceMemoryTest, BindsTheAddressWhereThereIsOne) {
    hooks().device_memory = false;
    ASSERT_OK(mish4j_memory_create(device_, 64, memory_.out()));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 40));
    EXPECT_EQ(hooks().input_memory, nullptr);
}

TEST_F(DeviceMemoryTest, OverlapsNothingOfTheProcessors) {
    ASSERT_OK(mish4j_memory_create(device_, 64, memory_.out()));
    OwnedMemory other;
    ASSERT_OK(mish4j_memory_create(device_, 64, other.out()));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 0, other, 0));
    for (mish4j_int64 offset : {0, 4, 20}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of output 'y' overlaps that of input 'x'",
                     mish4j_request_bind_output_memory(request_, 0, memory_, offset));
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "the memory of input 'x' overlaps that of output 'y'",
                     mish4j_request_bind_input_memory(request_, 0, other, offset));
    }
    ASSERT_OK(mish4j_request_bind_output_memory(request_, 0, memory_, 24));
    ASSERT_OK(mish4j_request_bind_output(request_, 0, y_, sizeof y_));
}

TEST_F(DeviceMemoryTest, IsOfOneDevice) {
    OwnedDevice other_device;
    ASSERT_OK(mish4j_device_open("fake:1", other_device.out()));
    ASSERT_OK(mish4j_memory_create(other_device, 64, memory_.out()));
    const char* text = "is computed on the device fake:0, the memory is of the device fake:1";
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, text, mish4j_request_bind_output_memory(request_, 0, memory_, 0));
    // The same one, opened anew, is the same device.
    ASSERT_OK(mish4j_device_open("fake:0", other_device.out()));
    ASSERT_OK(mish4j_memory_create(other_device, 64, memory_.out()));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 0));
}

TEST_F(DeviceMemoryTest, LeavesNothingBehindWhenTheBackendFails) {
    const mish4j_int64 before = memory_bytes();
    mish4j_memory memory = -7;
    hooks().allocate = [] { throw Error(MISH4J_OUT_OF_MEMORY, "the GPU is full"); };
    EXPECT_FAILS(MISH4J_OUT_OF_MEMORY, "the GPU is full", mish4j_memory_create(device_, 64, &memory));
    EXPECT_EQ(memory, -7);
    hooks().allocate = {};
    ASSERT_OK(mish4j_memory_create(device_, 64, memory_.out()));
    hooks().bind = [] { throw Error(MISH4J_BACKEND_FAILURE, "no"); };
    EXPECT_FAILS(MISH4J_BACKEND_FAILURE, "no", mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    EXPECT_FAILS(MISH4J_BACKEND_FAILURE, "no", mish4j_request_bind_output_memory(request_, 0, memory_, 0));
    hooks().bind = {};
    memory_.close();
    EXPECT_EQ(memory_bytes(), before) << "what could not be bound is not kept";
    ASSERT_OK(mish4j_request_run(request_));
}

TEST_F(DeviceMemoryTest, IsKeptByTheRequestsThatItIsBoundTo) {
    const mish4j_int64 before = memory_bytes();
    OwnedRequest second;
    ASSERT_OK(mish4j_request_create(model_, second.out()));
    const mish4j_int64 with_requests = memory_bytes();
    ASSERT_OK(mish4j_memory_create(device_, 64, memory_.out()));
    ASSERT_OK(mish4j_request_bind_input_memory(request_, 0, memory_, 0));
    ASSERT_OK(mish4j_request_bind_output_memory(second, 0, memory_, 0));
    memory_.close();
    EXPECT_EQ(memory_bytes(), with_requests + 64);
    ASSERT_OK(mish4j_request_run(request_));
    ASSERT_OK(mish4j_request_bind_input(request_, 0, x_, sizeof x_));
    EXPECT_EQ(memory_bytes(), with_requests + 64);
    second.close();
    EXPECT_EQ(memory_bytes(), before);
}

}  // namespace
}  // namespace mish4j::test
