// SPDX-License-Identifier: Apache-2.0
#include "abi.hpp"

namespace mish4j::test {
namespace {

class DeviceTest : public AbiTest {
 protected:
    static std::string backend_text(std::int32_t index, std::int32_t key) {
        return text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
            return mish4j_get_backend_text(index, key, buffer, capacity, length);
        });
    }

    static std::string device_text(mish4j_device device, std::int32_t key) {
        return text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
            return mish4j_device_get_text(device, key, buffer, capacity, length);
        });
    }

    std::array<char, 64> buffer_{};
    mish4j_int64 length_ = -7;
};

TEST_F(DeviceTest, ListsTheBackends) {
    std::int32_t count = 0;
    ASSERT_OK(mish4j_get_backend_count(&count));
    ASSERT_EQ(count, 2);
    EXPECT_EQ(backend_text(0, MISH4J_BACKEND_NAME), "onednn");
    EXPECT_EQ(backend_text(1, MISH4J_BACKEND_NAME), "cudnn");
    // Which of them can be used depends on the build and the machine.
    const std::array<std::string, 2> versions = {"oneDNN 3.", "cuDNN 9."};
    for (std::int32_t i = 0; i < count; ++i) {
        const bool usable = backend_text(i, MISH4J_BACKEND_REASON).empty();
        EXPECT_EQ(backend_text(i, MISH4J_BACKEND_VERSION).starts_with(versions[static_cast<std::size_t>(i)]), usable);
        const std::string library = "/libmish4j_" + backend_text(i, MISH4J_BACKEND_NAME) + ".so";
        if (usable) {
            EXPECT_TRUE(backend_text(i, MISH4J_BACKEND_LIBRARY).ends_with(library));
        }
    }
    const bool on_gpu = test_device().starts_with("cuda:");
    EXPECT_EQ(backend_text(on_gpu ? 1 : 0, MISH4J_BACKEND_REASON), "");
}

TEST_F(DeviceTest, RefusesWrongArgumentsAboutBackends) {
    std::int32_t count = 0;
    ASSERT_OK(mish4j_get_backend_count(&count));
    const auto get = [&](std::int32_t index, std::int32_t key) {
        return mish4j_get_backend_text(index, key, buffer_.data(), 64, &length_);
    };
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "count is null", mish4j_get_backend_count(nullptr));
    for (std::int32_t index : {-1, count, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "index is " + std::to_string(index), get(index, MISH4J_BACKEND_NAME));
    }
    for (std::int32_t key : {-1, 0, 5, INT32_MAX}) EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "key is", get(0, key));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "length is null",
                 mish4j_get_backend_text(0, MISH4J_BACKEND_NAME, buffer_.data(), 64, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "buffer is null",
                 mish4j_get_backend_text(0, MISH4J_BACKEND_NAME, nullptr, 64, &length_));
    EXPECT_EQ(length_, -7);
}

TEST_F(DeviceTest, OpensEveryDeviceThatItLists) {
    std::int32_t count = 0;
    ASSERT_OK(mish4j_get_device_count(&count));
    ASSERT_GE(count, 1);
    bool has_test_device = false;
    for (std::int32_t i = 0; i < count; ++i) {
        const std::string name = text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
            return mish4j_get_device_name(i, buffer, capacity, length);
        });
        OwnedDevice device;
        ASSERT_OK(mish4j_device_open(name.c_str(), device.out()));
        EXPECT_EQ(device_text(device, MISH4J_DEVICE_NAME), name);
        EXPECT_NE(device_text(device, MISH4J_DEVICE_BACKEND), "");
        EXPECT_NE(device_text(device, MISH4J_DEVICE_DESCRIPTION), "");
        EXPECT_NE(device_text(device, MISH4J_DEVICE_INSTRUCTION_SET), "");
        EXPECT_TRUE(device_text(device, MISH4J_DEVICE_PRECISIONS).starts_with("f32"));
        has_test_device = has_test_device || name == test_device();
    }
    EXPECT_TRUE(has_test_device);
}

TEST_F(DeviceTest, RefusesWrongArgumentsAboutDevices) {
    std::int32_t count = 0;
    ASSERT_OK(mish4j_get_device_count(&count));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "count is null", mish4j_get_device_count(nullptr));
    for (std::int32_t index : {-1, count, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "index is", mish4j_get_device_name(index, buffer_.data(), 64, &length_));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "length is null", mish4j_get_device_name(0, buffer_.data(), 64, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "buffer is null", mish4j_get_device_name(0, nullptr, 64, &length_));

    OwnedDevice device;
    ASSERT_OK(mish4j_device_open(test_device().c_str(), device.out()));
    for (std::int32_t key : {-1, 0, 6, INT32_MAX}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "key is",
                     mish4j_device_get_text(device, key, buffer_.data(), 64, &length_));
    }
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "length is null",
                 mish4j_device_get_text(device, MISH4J_DEVICE_NAME, buffer_.data(), 64, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "buffer is null",
                 mish4j_device_get_text(device, MISH4J_DEVICE_NAME, nullptr, 64, &length_));
    EXPECT_EQ(length_, -7);
}

TEST_F(DeviceTest, RefusesToOpenWhatIsNotThere) {
    mish4j_device device = -7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "device is null", mish4j_device_open("cpu", nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "name is null", mish4j_device_open(nullptr, &device));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "name is empty", mish4j_device_open("", &device));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "UTF-8", mish4j_device_open("cpu\xFF", &device));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "1024", mish4j_device_open(std::string(2000, 'c').c_str(), &device));
    for (const char* name : {"gpu", "CPU", "cpu ", "cpu:1", "cuda:99"}) {
        EXPECT_FAILS(MISH4J_NOT_FOUND,
                     std::string("there is no device '") + name + "', only: ", mish4j_device_open(name, &device));
    }
    EXPECT_EQ(device, -7);
}

TEST_F(DeviceTest, KnowsAClosedDevice) {
    mish4j_device device = 0;
    ASSERT_OK(mish4j_device_open(test_device().c_str(), &device));
    ASSERT_OK(mish4j_device_close(device));
    const std::string text = "device handle " + std::to_string(device) + " was closed";
    mish4j_model model = -7;
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_device_close(device));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text,
                 mish4j_device_get_text(device, MISH4J_DEVICE_NAME, buffer_.data(), 64, &length_));
    EXPECT_FAILS(MISH4J_INVALID_HANDLE, text, mish4j_compile(device, 0, 0, nullptr, &model));
    EXPECT_EQ(model, -7);
}

}  // namespace
}  // namespace mish4j::test
