// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <thread>

#include "abi.hpp"

namespace mish4j::test {
namespace {

class LibraryTest : public AbiTest {};

TEST_F(LibraryTest, GivesItsVersions) {
    std::int32_t version = 0;
    EXPECT_OK(mish4j_get_abi_version(&version));
    EXPECT_EQ(version, MISH4J_ABI_VERSION);
    EXPECT_EQ(text_of(mish4j_get_version), MISH4J_VERSION);
}

TEST_F(LibraryTest, RefusesNullPointers) {
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "version is null", mish4j_get_abi_version(nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "count is null", mish4j_get_call_count(nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "bytes is null", mish4j_get_memory_bytes(nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "count is null", mish4j_get_handle_count(MISH4J_HANDLE_MODEL, nullptr));
}

TEST_F(LibraryTest, RefusesUnknownKindsOfHandles) {
    mish4j_int64 count = 7;
    for (std::int32_t kind : {-1, 0, 6, INT32_MAX, INT32_MIN}) {
        EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "kind", mish4j_get_handle_count(kind, &count));
    }
    EXPECT_EQ(count, 7);
}

TEST_F(LibraryTest, CutsTexts) {
    const std::string version = MISH4J_VERSION;
    const auto whole = static_cast<mish4j_int64>(version.size());
    std::array<char, 64> buffer;
    for (mish4j_int64 capacity : {mish4j_int64{1}, mish4j_int64{2}, whole, whole + 1, mish4j_int64{64}}) {
        buffer.fill('#');
        mish4j_int64 length = 0;
        ASSERT_OK(mish4j_get_version(buffer.data(), capacity, &length));
        EXPECT_EQ(length, whole);
        const auto written = static_cast<std::size_t>(std::min(capacity - 1, whole));
        EXPECT_EQ(std::string(buffer.data()), version.substr(0, written));
        for (std::size_t i = written + 1; i < buffer.size(); ++i) EXPECT_EQ(buffer[i], '#');
    }
    mish4j_int64 length = 0;
    EXPECT_OK(mish4j_get_version(nullptr, 0, &length));
    EXPECT_EQ(length, whole);
    buffer.fill('#');
    EXPECT_OK(mish4j_get_version(buffer.data(), 0, &length));
    EXPECT_EQ(buffer[0], '#');
}

TEST_F(LibraryTest, CutsTextsAtCharacters) {
    OwnedProgram program;
    ASSERT_OK(mish4j_program_create(program.out()));
    mish4j_value value = 0;
    // The name stands in the error's text: "input 'ä€😀': ..."
    ASSERT_EQ(mish4j_program_add_input(program, "ä€😀", 99, 0, nullptr, &value), MISH4J_INVALID_ARGUMENT);
    const std::string whole = last_error();
    const std::size_t first = whole.find("ä");
    ASSERT_NE(first, std::string::npos);
    for (std::size_t kept = 0; kept < whole.size(); ++kept) {
        std::array<char, 256> buffer{};
        mish4j_int64 length = 0;
        ASSERT_OK(mish4j_get_last_error(buffer.data(), static_cast<mish4j_int64>(kept) + 1, &length));
        EXPECT_EQ(length, static_cast<mish4j_int64>(whole.size()));
        const std::size_t bytes = std::string(buffer.data()).size();
        std::size_t expected = kept;
        for (auto [at, size] : {std::pair{first, 2}, std::pair{first + 2, 3}, std::pair{first + 5, 4}}) {
            if (kept > at && kept < at + static_cast<std::size_t>(size)) expected = at;
        }
        EXPECT_EQ(bytes, expected);
    }
}

TEST_F(LibraryTest, RefusesWrongBuffers) {
    std::array<char, 4> buffer{};
    mish4j_int64 length = 7;
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "length is null", mish4j_get_version(buffer.data(), 4, nullptr));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "buffer is null", mish4j_get_version(nullptr, 4, &length));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "capacity is -1", mish4j_get_version(buffer.data(), -1, &length));
    EXPECT_FAILS(MISH4J_INVALID_ARGUMENT, "capacity", mish4j_get_version(buffer.data(), INT64_MIN, &length));
    EXPECT_EQ(length, 7);
}

TEST_F(LibraryTest, KeepsTheLastErrorOfEachThread) {
    EXPECT_EQ(mish4j_program_close(0), MISH4J_INVALID_HANDLE);
    const std::string error = last_error();
    EXPECT_NE(error, "");
    std::thread([&] {
        EXPECT_EQ(last_error(), "");
        EXPECT_EQ(mish4j_get_abi_version(nullptr), MISH4J_INVALID_ARGUMENT);
        EXPECT_EQ(last_error(), "version is null");
    }).join();
    EXPECT_EQ(last_error(), error);

    // Neither success nor a failure of mish4j_get_last_error itself changes it.
    std::int32_t version = 0;
    EXPECT_OK(mish4j_get_abi_version(&version));
    EXPECT_EQ(mish4j_get_last_error(nullptr, 4, nullptr), MISH4J_INVALID_ARGUMENT);
    EXPECT_EQ(last_error(), error);
}

TEST_F(LibraryTest, CountsTheCallsOfEachThread) {
    mish4j_int64 before = -1;
    mish4j_int64 after = -1;
    ASSERT_OK(mish4j_get_call_count(&before));
    std::int32_t version = 0;
    EXPECT_OK(mish4j_get_abi_version(&version));
    EXPECT_EQ(mish4j_program_close(0), MISH4J_INVALID_HANDLE);
    EXPECT_EQ(mish4j_get_last_error(nullptr, 0, nullptr), MISH4J_INVALID_ARGUMENT);
    std::thread([] {
        mish4j_int64 count = -1;
        EXPECT_EQ(mish4j_get_call_count(&count), MISH4J_OK);
        EXPECT_EQ(count, 0);
        EXPECT_EQ(mish4j_get_call_count(&count), MISH4J_OK);
        EXPECT_EQ(count, 1);
    }).join();
    ASSERT_OK(mish4j_get_call_count(&after));
    EXPECT_EQ(after - before, 4);
}

TEST_F(LibraryTest, CountsHandles) {
    const mish4j_int64 before = handle_count(MISH4J_HANDLE_PROGRAM);
    {
        OwnedProgram first;
        OwnedProgram second;
        ASSERT_OK(mish4j_program_create(first.out()));
        ASSERT_OK(mish4j_program_create(second.out()));
        EXPECT_NE(static_cast<mish4j_int64>(first), static_cast<mish4j_int64>(second));
        EXPECT_EQ(handle_count(MISH4J_HANDLE_PROGRAM), before + 2);
        first.close();
        EXPECT_EQ(handle_count(MISH4J_HANDLE_PROGRAM), before + 1);
    }
    EXPECT_EQ(handle_count(MISH4J_HANDLE_PROGRAM), before);
}

}  // namespace
}  // namespace mish4j::test
