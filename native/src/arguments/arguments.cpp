// SPDX-License-Identifier: Apache-2.0
#include "arguments.hpp"

#include <cstring>

#include "base/utf8.hpp"

namespace mish4j {

namespace {

std::string read_text(const char* text, std::size_t limit, std::string_view argument) {
    const std::size_t length = strnlen(text, limit + 1);
    if (length > limit) fail_argument(argument, " is longer than ", limit, " bytes");
    if (!is_valid_utf8({text, length})) fail_argument(argument, " is not valid UTF-8");
    return {text, length};
}

}  // namespace

std::string read_optional_name(const char* name, std::string_view argument) {
    if (name == nullptr) return {};
    return read_text(name, MISH4J_MAX_NAME, argument);
}

std::string read_name(const char* name, std::string_view argument) {
    require(name, argument);
    if (*name == '\0') fail_argument(argument, " is empty");
    return read_optional_name(name, argument);
}

std::string read_path(const char* path, std::string_view argument) {
    require(path, argument);
    return read_text(path, MISH4J_MAX_PATH, argument);
}

Dims read_numbers(const mish4j_int64* numbers, std::size_t count, std::string_view argument) {
    if (count != 0) require(numbers, argument);
    return Dims(numbers, numbers + count);
}

bool read_flag(std::int32_t flag, std::string_view argument) {
    if (flag != 0 && flag != 1) fail_argument(argument, " is ", flag, ", expected 0 or 1");
    return flag == 1;
}

void check_index(std::int64_t index, std::size_t count, std::string_view argument, std::string_view things) {
    if (index < 0 || static_cast<std::uint64_t>(index) >= count) {
        fail_argument(argument, " is ", index, ", but there are ", count, " ", things, ", numbered from 0");
    }
}

void write_text(std::string_view text, char* buffer, mish4j_int64 capacity, mish4j_int64* length) {
    require(length, "length");
    if (capacity < 0) fail_argument("capacity is ", capacity, ", expected 0 or more");
    if (capacity > 0) {
        require(buffer, "buffer");
        const std::size_t written = utf8_prefix_length(text, static_cast<std::size_t>(capacity) - 1);
        std::memcpy(buffer, text.data(), written);
        buffer[written] = '\0';
    }
    *length = static_cast<mish4j_int64>(text.size());
}

}  // namespace mish4j
