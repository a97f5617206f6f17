// SPDX-License-Identifier: Apache-2.0
//
// A backend that does what a test tells it to. It computes nothing: a run, or the await of one, fills every output with
// zeros.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "backend.hpp"

namespace mish4j::test {

// What the fake backend calls; a hook may throw or block. Each is empty at first.
struct FakeBackendHooks {
    std::function<void()> open = {};
    std::function<void()> compile = {};
    std::function<void()> create_request = {};
    std::function<void()> bind = {};
    std::function<void()> run = {};
    std::function<void()> start = {};
    std::function<void()> await = {};
    std::function<void()> cancel = {};
    std::function<void()> destroy_request = {};
    std::function<void()> allocate = {};

    // Whether models can be started and awaited.
    bool asynchronous = false;
    // Whether devices have memory that the processor cannot reach, as GPUs do.
    bool device_memory = false;
    // What a compilation tells of its progress.
    std::vector<std::string> parts = {};

    // What the core gave last.
    const Settings* settings = nullptr;
    CompileOptions options = {};
    const Memory* input_memory = nullptr;
    std::int64_t input_offset = -1;
};

// The function that the fake backend exports beside mish4j_backend_entry.
using GetFakeBackendHooks = FakeBackendHooks& (*)();
inline constexpr const char* get_fake_backend_hooks_name = "mish4j_get_fake_backend_hooks";

}  // namespace mish4j::test
