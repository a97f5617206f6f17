// SPDX-License-Identifier: Apache-2.0
//
// Reads the arguments of the C ABI's functions. Each of these throws MISH4J_INVALID_ARGUMENT with the argument's name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.hpp"
#include "base/text.hpp"
#include "program/program.hpp"

namespace mish4j {

template <class... Parts>
[[noreturn]] void fail_argument(const Parts&... parts) {
    throw Error(MISH4J_INVALID_ARGUMENT, text(parts...));
}

inline void require(const void* pointer, std::string_view argument) {
    if (pointer == nullptr) fail_argument(argument, " is null");
}

// A name that must not be null or empty.
std::string read_name(const char* name, std::string_view argument);

// A name that may be null; "" then.
std::string read_optional_name(const char* name, std::string_view argument);

// A path, which must not be null but may be empty.
std::string read_path(const char* path, std::string_view argument);

// `count` numbers; the pointer may be null when count is 0.
Dims read_numbers(const mish4j_int64* numbers, std::size_t count, std::string_view argument);

// A 0 or 1.
bool read_flag(std::int32_t flag, std::string_view argument);

// Throws unless index is from 0 to count - 1; `things` names what is counted.
void check_index(std::int64_t index, std::size_t count, std::string_view argument, std::string_view things);

// Writes a text as mish4j.h says under "library".
void write_text(std::string_view text, char* buffer, mish4j_int64 capacity, mish4j_int64* length);

}  // namespace mish4j
