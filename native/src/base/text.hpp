// SPDX-License-Identifier: Apache-2.0
//
// Composes the sentences of errors: text("src ", dims, " has ", 4, " channels").
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace mish4j {

inline void append_text(std::string& out, std::string_view part) { out += part; }

inline void append_text(std::string& out, std::integral auto number) { out += std::to_string(number); }

inline void append_text(std::string& out, float number) {
    char digits[32];
    const std::to_chars_result result = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, result.ptr);
}

// "[1, 3, 8, 8]"
template <std::integral T>
void append_text(std::string& out, const std::vector<T>& numbers) {
    out += '[';
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i != 0) out += ", ";
        append_text(out, numbers[i]);
    }
    out += ']';
}

template <class... Parts>
std::string text(const Parts&... parts) {
    std::string out;
    (append_text(out, parts), ...);
    return out;
}

}  // namespace mish4j
