// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace mish4j {

// Whether the bytes are well-formed UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view bytes) noexcept;

// The length of the longest start of `bytes` that has at most `limit` bytes and does not end within a character.
std::size_t utf8_prefix_length(std::string_view bytes, std::size_t limit) noexcept;

}  // namespace mish4j
