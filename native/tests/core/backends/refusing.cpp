// SPDX-License-Identifier: Apache-2.0
//
// A backend that gives a reason and no backend.
#include <cstring>

#include "backend.hpp"

extern "C" __attribute__((visibility("default"))) mish4j::Backend* mish4j_backend_entry(
    std::int32_t, char* reason, std::size_t capacity, const mish4j::Settings*) noexcept {
    std::strncpy(reason, "this machine is too old", capacity - 1);
    return nullptr;
}
