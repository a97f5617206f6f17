// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "backend.hpp"
#include "memory_counter.hpp"
#include "registry.hpp"

namespace mish4j {

// A device's memory, which it guards: nothing is read or written that mish4j.h does not allow. Its handle and the
// requests that it is bound to share it.
class HeldMemory {
 public:
    // device: one of those that `entry` names. Throws MISH4J_INVALID_ARGUMENT, MISH4J_OUT_OF_MEMORY.
    HeldMemory(const Device& device, const DeviceEntry& entry, std::int64_t bytes);

    const DeviceEntry& device() const noexcept { return device_; }
    const std::shared_ptr<Memory>& memory() const noexcept { return memory_; }

    void write(std::int64_t offset, const void* src, std::int64_t bytes);
    void read(std::int64_t offset, void* dst, std::int64_t bytes) const;

 private:
    void check(const void* data, std::int64_t offset, std::int64_t bytes) const;

    const DeviceEntry& device_;
    std::shared_ptr<Memory> memory_;
    // The bytes count as held until the memory is gone.
    HeldBytes bytes_;
};

}  // namespace mish4j
