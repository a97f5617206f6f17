// SPDX-License-Identifier: Apache-2.0
//
// What tests of the C ABI share.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "mish4j/mish4j.h"

namespace mish4j::test {

// The device that the tests run on: what the environment variable MISH4J_TEST_DEVICE names, else "cpu".
inline std::string test_device() {
    const char* name = std::getenv("MISH4J_TEST_DEVICE");
    return name != nullptr ? name : "cpu";
}

// How the tests' networks compute their convolutions, MISH4J_ALGORITHM_*: as the environment variable
// MISH4J_TEST_ALGORITHM says, else MISH4J_ALGORITHM_AUTO.
inline mish4j_int64 test_algorithm() {
    const char* number = std::getenv("MISH4J_TEST_ALGORITHM");
    return number == nullptr ? MISH4J_ALGORITHM_AUTO : std::atoi(number);
}

inline std::string last_error() {
    std::array<char, 8192> buffer{};
    mish4j_int64 length = -1;
    EXPECT_EQ(mish4j_get_last_error(buffer.data(), buffer.size(), &length), MISH4J_OK);
    return buffer.data();
}

// A text of the ABI; call: (buffer, capacity, length) -> status.
template <class Call>
std::string text_of(Call&& call) {
    std::array<char, 4096> buffer{};
    mish4j_int64 length = -1;
    const mish4j_status status = call(buffer.data(), static_cast<mish4j_int64>(buffer.size()), &length);
    EXPECT_EQ(status, MISH4J_OK) << last_error();
    std::string text = buffer.data();
    EXPECT_EQ(static_cast<mish4j_int64>(text.size()), length);
    return text;
}

inline mish4j_int64 memory_bytes() {
    mish4j_int64 bytes = -1;
    EXPECT_EQ(mish4j_get_memory_bytes(&bytes), MISH4J_OK);
    return bytes;
}

inline mish4j_int64 handle_count(std::int32_t kind) {
    mish4j_int64 count = -1;
    EXPECT_EQ(mish4j_get_handle_count(kind, &count), MISH4J_OK);
    return count;
}

inline mish4j_int64 model_number(mish4j_model model, std::int32_t key) {
    mish4j_int64 number = -1;
    EXPECT_EQ(mish4j_model_get_number(model, key, &number), MISH4J_OK) << last_error();
    return number;
}

inline std::string step_text(mish4j_model model, std::int32_t step, std::int32_t key) {
    return text_of([&](char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
        return mish4j_model_get_step_text(model, step, key, buffer, capacity, length);
    });
}

// Fails when a test leaves a handle open or memory held.
class AbiTest : public ::testing::Test {
 protected:
    void SetUp() override { before_ = held(); }
    void TearDown() override { EXPECT_EQ(held(), before_) << "devices, programs, models, requests, memories, bytes"; }

 private:
    static std::array<mish4j_int64, 6> held() {
        return {handle_count(MISH4J_HANDLE_DEVICE), handle_count(MISH4J_HANDLE_PROGRAM),
                handle_count(MISH4J_HANDLE_MODEL),  handle_count(MISH4J_HANDLE_REQUEST),
                handle_count(MISH4J_HANDLE_MEMORY), memory_bytes()};
    }

    std::array<mish4j_int64, 6> before_{};
};

// A handle that is closed at the end of its scope, unless it was closed before.
template <mish4j_status (*Close)(mish4j_int64)>
class Owned {
 public:
    Owned() = default;
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    ~Owned() { close(); }

    operator mish4j_int64() const { return handle_; }
    mish4j_int64* out() {
        close();
        return &handle_;
    }
    void close() {
        if (handle_ == 0) return;
        EXPECT_EQ(Close(handle_), MISH4J_OK) << last_error();
        handle_ = 0;
    }

 private:
    mish4j_int64 handle_ = 0;
};

using OwnedDevice = Owned<mish4j_device_close>;
using OwnedProgram = Owned<mish4j_program_close>;
using OwnedModel = Owned<mish4j_model_close>;
using OwnedRequest = Owned<mish4j_request_close>;
using OwnedMemory = Owned<mish4j_memory_close>;

}  // namespace mish4j::test

#define EXPECT_OK(call) EXPECT_EQ((call), MISH4J_OK) << mish4j::test::last_error()
#define ASSERT_OK(call) ASSERT_EQ((call), MISH4J_OK) << mish4j::test::last_error()

// The call fails with this status, and the thread's last error has this part.
#define EXPECT_FAILS(status, part, call)                                               \
    do {                                                                               \
        EXPECT_EQ((call), (status)) << mish4j::test::last_error();                     \
        EXPECT_PRED_FORMAT2(::testing::IsSubstring, part, mish4j::test::last_error()); \
    } while (false)
