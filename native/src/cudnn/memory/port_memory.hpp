// SPDX-License-Identifier: Apache-2.0
//
// The inputs, or the outputs, of a request: their place on the GPU, and what is bound to them.
#pragma once

#include <memory>
#include <vector>

#include "backend.hpp"
#include "cudnn/driver/gpu.hpp"

namespace mish4j::cudnn {

class PortMemory {
 public:
    // sizes: in bytes, one for each port.
    PortMemory(std::shared_ptr<const Gpu> gpu, const std::vector<std::int64_t>& sizes);

    // The device memory that all ports take together.
    static std::int64_t bytes_of(const std::vector<std::int64_t>& sizes);

    std::byte* device_address(std::size_t port) const { return device_.data() + ports_[port].offset; }

    void bind(std::size_t port, void* host);
    void bind(std::size_t port, std::shared_ptr<Memory> memory, std::int64_t offset);

    // From what is bound to the GPU; memory of the caller's has been read when this returns.
    void upload(GpuStream& stream) const;

    // From the GPU into what is bound, but for memory of the caller's: that is written by deliver, when the stream is
    // done.
    void download(GpuStream& stream) const;
    void deliver() const;

    // Zeros, where nothing was computed yet.
    void clear(GpuStream& stream) const;

 private:
    struct Port {
        std::int64_t bytes;
        std::int64_t offset;             // in the device memory
        PinnedMemory staged;             // where the caller's memory is bound
        void* host = nullptr;            // the caller's
        std::shared_ptr<Memory> memory;  // memory of the device, in place of the caller's
        std::byte* bound_address = nullptr;
    };

    std::shared_ptr<const Gpu> gpu_;
    DeviceMemory device_;
    std::vector<Port> ports_;
};

}  // namespace mish4j::cudnn
