// SPDX-License-Identifier: Apache-2.0
//
// The wall between the C ABI and C++: every function of the ABI is one call of guard.
#pragma once

#include <exception>
#include <new>

#include "base/status.hpp"
#include "thread_state.hpp"

namespace mish4j {

// Runs the body, turns whatever it throws into a status, and gives that status and the text to `failed`.
template <class Body, class Failed>
mish4j_status run_guarded(Body&& body, Failed&& failed) noexcept {
    const auto fail = [&](mish4j_status status, const char* text) {
        failed(text);
        return status;
    };
    try {
        body();
        return MISH4J_OK;
    } catch (const Error& error) {
        return fail(error.status(), error.what());
    } catch (const std::bad_alloc&) {
        return fail(MISH4J_OUT_OF_MEMORY, "out of memory");
    } catch (const std::exception& error) {
        return fail(MISH4J_INTERNAL_ERROR, error.what());
    } catch (...) {
        return fail(MISH4J_INTERNAL_ERROR, "an exception of an unknown type");
    }
}

// Counts the call, runs the body and keeps the text of its failure as the thread's last error.
template <class Body>
mish4j_status guard(Body&& body) noexcept {
    count_call();
    return run_guarded(body, [](const char* text) { set_last_error(text); });
}

}  // namespace mish4j
