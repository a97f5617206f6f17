// SPDX-License-Identifier: Apache-2.0
#include "held_memory.hpp"

#include "arguments/arguments.hpp"
#include "host_memory.hpp"
#include "program/shape_checks.hpp"

namespace mish4j {

namespace {

std::shared_ptr<Memory> allocate(const Device& device, std::int64_t bytes) {
    if (bytes < 1 || bytes > max_bytes) {
        fail_argument("bytes is ", bytes, ", expected 1 to ", max_bytes);
    }
    std::shared_ptr<Memory> memory = device.allocate(bytes);
    return memory != nullptr ? memory : std::make_shared<HostMemory>(bytes);
}

}  // namespace

HeldMemory::HeldMemory(const Device& device, const DeviceEntry& entry, std::int64_t bytes)
    : device_(entry), memory_(allocate(device, bytes)), bytes_(bytes) {}

void HeldMemory::check(const void* data, std::int64_t offset, std::int64_t bytes) const {
    const std::int64_t size = memory_->bytes();
    if (offset < 0 || bytes < 0 || offset > size || bytes > size - offset) {
        fail_argument("offset is ", offset, " and bytes is ", bytes, ", which do not lie within the memory's ", size,
                      " bytes");
    }
    if (bytes > 0) require(data, "data");
}

void HeldMemory::write(std::int64_t offset, const void* src, std::int64_t bytes) {
    check(src, offset, bytes);
    if (bytes > 0) memory_->write(offset, src, bytes);
}

void HeldMemory::read(std::int64_t offset, void* dst, std::int64_t bytes) const {
    check(dst, offset, bytes);
    if (bytes > 0) memory_->read(offset, dst, bytes);
}

}  // namespace mish4j
