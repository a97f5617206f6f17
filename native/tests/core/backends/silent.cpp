// SPDX-License-Identifier: Apache-2.0
//
// A backend that gives neither a backend nor a reason.
#include "backend.hpp"

extern "C" __attribute__((visibility("default"))) mish4j::Backend* mish4j_backend_entry(
    std::int32_t, char*, std::size_t, const mish4j::Settings*) noexcept {
    return nullptr;
}
