// SPDX-License-Identifier: Apache-2.0
#include "port_memory.hpp"

#include <cstring>
#include <utility>

#include "base/status.hpp"
#include "device_memory.hpp"

namespace mish4j::cudnn {

namespace {

constexpr std::int64_t alignment = 256;

std::int64_t aligned(std::int64_t bytes) { return (bytes + alignment - 1) / alignment * alignment; }

}  // namespace

std::int64_t PortMemory::bytes_of(const std::vector<std::int64_t>& sizes) {
    std::int64_t bytes = 0;
    for (std::int64_t size : sizes) bytes += aligned(size);
    return bytes;
}

PortMemory::PortMemory(std::shared_ptr<const Gpu> gpu, const std::vector<std::int64_t>& sizes)
    : gpu_(std::move(gpu)), device_(gpu_, bytes_of(sizes), "the inputs and outputs of a request") {
    std::int64_t offset = 0;
    for (std::int64_t size : sizes) {
        Port& port = ports_.emplace_back();
        port.bytes = size;
        port.offset = offset;
        offset += aligned(size);
    }
}

void PortMemory::bind(std::size_t index, void* host) {
    Port& port = ports_[index];
    if (port.staged.data() == nullptr) {
        port.staged = PinnedMemory(gpu_, port.bytes, "the pinned memory of a request's inputs and outputs");
    }
    port.host = host;
    port.memory = nullptr;
    port.bound_address = nullptr;
}

void PortMemory::bind(std::size_t index, std::shared_ptr<Memory> memory, std::int64_t offset) {
    const auto* device_memory = dynamic_cast<const CudnnMemory*>(memory.get());
    if (device_memory == nullptr) throw Error(MISH4J_INTERNAL_ERROR, "memory of another device was bound");
    Port& port = ports_[index];
    port.bound_address = device_memory->device_address() + offset;
    port.memory = std::move(memory);
    port.host = nullptr;
}

void PortMemory::upload(GpuStream& stream) const {
    for (const Port& port : ports_) {
        std::byte* device = device_.data() + port.offset;
        if (port.memory != nullptr) {
            stream.copy_on_device(device, port.bound_address, port.bytes);
        } else {
            std::memcpy(port.staged.data(), port.host, static_cast<std::size_t>(port.bytes));
            stream.copy_to_device(device, port.staged.data(), port.bytes);
        }
    }
}

void PortMemory::download(GpuStream& stream) const {
    for (const Port& port : ports_) {
        const std::byte* device = device_.data() + port.offset;
        if (port.memory != nullptr) {
            stream.copy_on_device(port.bound_address, device, port.bytes);
        } else {
            stream.copy_to_host(port.staged.data(), device, port.bytes);
        }
    }
}

void PortMemory::deliver() const {
    for (const Port& port : ports_) {
        if (port.host == nullptr) continue;
        std::memcpy(port.host, port.staged.data(), static_cast<std::size_t>(port.bytes));
    }
}

void PortMemory::clear(GpuStream& stream) const {
    if (device_.bytes() > 0) stream.clear(device_.data(), device_.bytes());
}

}  // namespace mish4j::cudnn
