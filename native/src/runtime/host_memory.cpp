// SPDX-License-Identifier: Apache-2.0
#include "host_memory.hpp"

#include <cstring>

namespace mish4j {

HostMemory::HostMemory(std::int64_t bytes) : memory_(bytes, "a tensor of the device") {
    std::memset(memory_.data(), 0, static_cast<std::size_t>(bytes));
}

// memmove: the caller's memory may be a part of this.
void HostMemory::write(std::int64_t offset, const void* src, std::int64_t bytes) {
    std::memmove(memory_.data() + offset, src, static_cast<std::size_t>(bytes));
}

void HostMemory::read(std::int64_t offset, void* dst, std::int64_t bytes) const {
    std::memmove(dst, memory_.data() + offset, static_cast<std::size_t>(bytes));
}

}  // namespace mish4j
