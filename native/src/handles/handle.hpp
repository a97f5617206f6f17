// SPDX-License-Identifier: Apache-2.0
//
// The number that stands for an object in the C ABI. From the lowest bit: the kind, 3 bits; the index of the object's
// slot in its kind's table, 24 bits; the slot's generation, 36 bits, which tells the object from those that had the
// slot before it. The highest bit is 0, so that every handle is positive.
#pragma once

#include <cstdint>

#include "mish4j/mish4j.h"

namespace mish4j {

enum class HandleKind : std::int32_t {
    device = MISH4J_HANDLE_DEVICE,
    program = MISH4J_HANDLE_PROGRAM,
    model = MISH4J_HANDLE_MODEL,
    request = MISH4J_HANDLE_REQUEST,
    memory = MISH4J_HANDLE_MEMORY,
};

const char* name_of(HandleKind kind) noexcept;

inline constexpr int handle_kind_bits = 3;
inline constexpr int handle_index_bits = 24;
inline constexpr int handle_generation_bits = 63 - handle_kind_bits - handle_index_bits;

struct HandleParts {
    std::uint32_t index;
    std::uint64_t generation;
};

constexpr std::int64_t encode_handle(HandleKind kind, HandleParts parts) noexcept {
    return static_cast<std::int64_t>(parts.generation << (handle_kind_bits + handle_index_bits) |
                                     std::uint64_t{parts.index} << handle_kind_bits | static_cast<std::uint64_t>(kind));
}

// Throws MISH4J_INVALID_HANDLE where the number is no handle of this kind.
HandleParts decode_handle(HandleKind expected, std::int64_t handle);

// Throw MISH4J_INVALID_HANDLE.
[[noreturn]] void fail_closed_handle(HandleKind kind, std::int64_t handle);
[[noreturn]] void fail_unknown_handle(HandleKind kind, std::int64_t handle);

}  // namespace mish4j
