// SPDX-License-Identifier: Apache-2.0
#include "utf8.hpp"

namespace mish4j {

namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length of the character that begins at bytes[at], or 0 where none does.
std::size_t character_length(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;

    std::size_t length;
    // The range of the second byte, by which overlong forms, surrogates and numbers too large are kept out.
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    if (bytes.size() - at < length || byte(1) < low || byte(1) > high) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (!is_continuation(byte(i))) return 0;
    }
    return length;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) noexcept {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t length = character_length(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::size_t utf8_prefix_length(std::string_view bytes, std::size_t limit) noexcept {
    if (bytes.size() <= limit) return bytes.size();
    std::size_t end = limit;
    while (end > 0 && is_continuation(static_cast<unsigned char>(bytes[end]))) --end;
    return end;
}

}  // namespace mish4j
