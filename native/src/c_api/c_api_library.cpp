// SPDX-License-Identifier: Apache-2.0
//
// The part "library" of mish4j.h.
#include "arguments/arguments.hpp"
#include "guard.hpp"
#include "handles/objects.hpp"
#include "mish4j/mish4j.h"
#include "runtime/memory_counter.hpp"
#include "runtime/settings_store.hpp"

using namespace mish4j;

namespace {

std::int64_t handle_count(std::int32_t kind) {
    switch (kind) {
        case MISH4J_HANDLE_DEVICE:
            return devices.count();
        case MISH4J_HANDLE_PROGRAM:
            return programs.count();
        case MISH4J_HANDLE_MODEL:
            return models.count();
        case MISH4J_HANDLE_REQUEST:
            return requests.count();
        case MISH4J_HANDLE_MEMORY:
            return memories.count();
        default:
            fail_argument("kind is ", kind, ", expected one of MISH4J_HANDLE_*");
    }
}

}  // namespace

mish4j_status mish4j_get_abi_version(int32_t* version) noexcept {
    return guard([&] {
        require(version, "version");
        *version = MISH4J_ABI_VERSION;
    });
}

mish4j_status mish4j_get_version(char* buffer, mish4j_int64 capacity, mish4j_int64* length) noexcept {
    return guard([&] { write_text(MISH4J_VERSION, buffer, capacity, length); });
}

mish4j_status mish4j_get_last_error(char* buffer, mish4j_int64 capacity, mish4j_int64* length) noexcept {
    count_call();
    return run_guarded([&] { write_text(last_error(), buffer, capacity, length); }, [](const char*) {});
}

mish4j_status mish4j_get_call_count(mish4j_int64* count) noexcept {
    const std::int64_t calls_before = count_call();
    return run_guarded(
        [&] {
            require(count, "count");
            *count = calls_before;
        },
        set_last_error);
}

mish4j_status mish4j_get_memory_bytes(mish4j_int64* bytes) noexcept {
    return guard([&] {
        require(bytes, "bytes");
        *bytes = HeldBytes::total();
    });
}

mish4j_status mish4j_get_handle_count(int32_t kind, mish4j_int64* count) noexcept {
    return guard([&] {
        require(count, "count");
        *count = handle_count(kind);
    });
}

mish4j_status mish4j_set_setting(int32_t key, const char* text) noexcept {
    return guard([&] { SettingsStore::instance().set(key, read_path(text, "text")); });
}
