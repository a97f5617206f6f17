// SPDX-License-Identifier: Apache-2.0
#include "thread_state.hpp"

#include <cstddef>
#include <cstring>
#include <type_traits>

#include "base/utf8.hpp"

namespace mish4j {

namespace {

struct ThreadState {
    std::int64_t calls;
    std::size_t error_length;
    char error[4096];
};

// Threads may end after this library's static destructors ran, and storing an error must not allocate.
static_assert(std::is_trivially_destructible_v<ThreadState>);

thread_local constinit ThreadState state{};

}  // namespace

std::int64_t count_call() noexcept { return state.calls++; }

void set_last_error(std::string_view text) noexcept {
    state.error_length = utf8_prefix_length(text, sizeof state.error);
    std::memcpy(state.error, text.data(), state.error_length);
}

std::string_view last_error() noexcept { return {state.error, state.error_length}; }

}  // namespace mish4j
