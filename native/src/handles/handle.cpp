// SPDX-License-Identifier: Apache-2.0
#include "handle.hpp"

#include "base/status.hpp"
#include "base/text.hpp"

namespace mish4j {

const char* name_of(HandleKind kind) noexcept {
    switch (kind) {
        case HandleKind::device:
            return "device";
        case HandleKind::program:
            return "program";
        case HandleKind::model:
            return "model";
        case HandleKind::request:
            return "request";
        case HandleKind::memory:
            return "memory";
    }
    return nullptr;
}

HandleParts decode_handle(HandleKind expected, std::int64_t handle) {
    const auto bits = static_cast<std::uint64_t>(handle);
    const auto kind = static_cast<HandleKind>(bits & ((1u << handle_kind_bits) - 1));
    const char* kind_name = handle > 0 ? name_of(kind) : nullptr;
    if (kind_name == nullptr) {
        throw Error(MISH4J_INVALID_HANDLE,
                    text("expected a ", name_of(expected), " handle, ", handle, " is not a handle"));
    }
    if (kind != expected) {
        throw Error(MISH4J_INVALID_HANDLE,
                    text("expected a ", name_of(expected), " handle, found the ", kind_name, " handle ", handle));
    }
    return {static_cast<std::uint32_t>(bits >> handle_kind_bits & ((1u << handle_index_bits) - 1)),
            bits >> (handle_kind_bits + handle_index_bits)};
}

void fail_closed_handle(HandleKind kind, std::int64_t handle) {
    throw Error(MISH4J_INVALID_HANDLE, text(name_of(kind), " handle ", handle, " was closed"));
}

void fail_unknown_handle(HandleKind kind, std::int64_t handle) {
    throw Error(MISH4J_INVALID_HANDLE, text(name_of(kind), " handle ", handle, " was never given"));
}

}  // namespace mish4j
