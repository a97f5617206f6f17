// SPDX-License-Identifier: Apache-2.0
//
// Memory for weights and activations: aligned for the widest vector registers, and refused with a clear error instead
// of being promised by the operating system and missing later.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace mish4j {

inline constexpr std::int64_t memory_alignment = 64;

// Throws Error(MISH4J_OUT_OF_MEMORY) when the machine, or the process's control group, has less than `bytes` of memory
// in all. what: what the memory is for, "the activations of a request".
void require_memory(std::int64_t bytes, const std::string& what);

class AlignedMemory {
 public:
    AlignedMemory() = default;

    // Uninitialised. Throws Error(MISH4J_OUT_OF_MEMORY).
    AlignedMemory(std::int64_t bytes, const std::string& what);

    std::byte* data() const { return data_.get(); }
    std::int64_t bytes() const { return bytes_; }

 private:
    struct Free {
        void operator()(std::byte* data) const noexcept;
    };

    std::unique_ptr<std::byte, Free> data_;
    std::int64_t bytes_ = 0;
};

}  // namespace mish4j
