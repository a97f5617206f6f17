// SPDX-License-Identifier: Apache-2.0
#include "disk_cache.hpp"

#include <charconv>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/text.hpp"

namespace mish4j {

namespace {

namespace fs = std::filesystem;

constexpr const char* format_line = "mish4j cache 1";

// FNV-1a, 64 bits, in hexadecimal.
std::string checksum(std::string_view text) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char character : text) hash = (hash ^ static_cast<unsigned char>(character)) * 1099511628211u;
    char digits[16];
    const std::to_chars_result result = std::to_chars(digits, digits + sizeof digits, hash, 16);
    return {digits, result.ptr};
}

std::string header(const std::string& environment, const std::string& key, const std::string& text) {
    return mish4j::text(format_line, "\n", environment, "\n", key, "\n", text.size(), " ", checksum(text), "\n");
}

// Nothing where the file cannot be read.
std::optional<std::string> read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (stream.bad()) return std::nullopt;
    return content;
}

// What follows the four lines of the header.
std::string_view body_of(std::string_view content) {
    std::size_t begin = 0;
    for (int line = 0; line < 4; ++line) {
        const std::size_t end = content.find('\n', begin);
        if (end == std::string_view::npos) return {};
        begin = end + 1;
    }
    return content.substr(begin);
}

// Of this writer alone. Processes have no numbers of their own to tell them apart: in containers that share a folder,
// they may have the same.
std::string unique_suffix() {
    std::random_device random;
    const std::uint64_t number = (std::uint64_t{random()} << 32) | random();
    return text(".", number, ".tmp");
}

}  // namespace

DiskCache::DiskCache(fs::path directory, std::string environment)
    : directory_(std::move(directory)), environment_(std::move(environment)) {}

fs::path DiskCache::file_of(const std::string& key) const {
    return directory_ / (checksum(environment_) + "-" + checksum(key) + ".cache");
}

std::optional<std::string> DiskCache::load(const std::string& key) const noexcept {
    if (directory_.empty()) return std::nullopt;
    try {
        const std::optional<std::string> content = read(file_of(key));
        if (!content) return std::nullopt;
        std::string body(body_of(*content));
        if (*content == header(environment_, key, body) + body) return body;
    } catch (const std::exception&) {
        // Out of memory: as if it were not there
    }
    remove(key);
    return std::nullopt;
}

void DiskCache::store(const std::string& key, const std::string& text) const noexcept {
    if (directory_.empty()) return;
    try {
        std::error_code error;
        fs::create_directories(directory_, error);
        const fs::path file = file_of(key);
        const fs::path temporary = file.string() + unique_suffix();
        std::ofstream stream(temporary, std::ios::binary);
        stream << header(environment_, key, text) << text;
        stream.close();
        if (stream) fs::rename(temporary, file, error);
        if (!stream || error) fs::remove(temporary, error);
    } catch (const std::exception&) {
        // Kept nowhere, as in a folder that cannot be written
    }
}

void DiskCache::remove(const std::string& key) const noexcept {
    try {
        std::error_code error;
        fs::remove(file_of(key), error);
    } catch (const std::exception&) {
        // It is overwritten when it is next stored
    }
}

}  // namespace mish4j
