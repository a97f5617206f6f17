// SPDX-License-Identifier: Apache-2.0
//
// What the C ABI keeps for each thread: the number of its calls and the text of its last error.
#pragma once

#include <cstdint>
#include <string_view>

namespace mish4j {

// Counts a call of the calling thread and gives the number of those before it.
std::int64_t count_call() noexcept;

// Keeps a copy, cut at a character's boundary where it is very long.
void set_last_error(std::string_view text) noexcept;

std::string_view last_error() noexcept;

}  // namespace mish4j
