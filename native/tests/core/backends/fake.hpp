// SPDX-License-Identifier: Apache-2.0
//
// A backend that does what a test tells it to. It computes nothing: a run fills every output with zeros.
#pragma once

#include <functional>

namespace mish4j::test {

// What the fake backend calls; a hook may throw or block. Each is empty at first.
struct FakeBackendHooks {
    std::function<void()> open = {};
    std::function<void()> compile = {};
    std::function<void()> create_request = {};
    std::function<void()> bind = {};
    std::function<void()> run = {};
};

// The function that the fake backend exports beside mish4j_backend_entry.
using GetFakeBackendHooks = FakeBackendHooks& (*)();
inline constexpr const char* get_fake_backend_hooks_name = "mish4j_get_fake_backend_hooks";

}  // namespace mish4j::test
