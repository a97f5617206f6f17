// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "backend.hpp"
#include "cudnn/driver/gpu.hpp"

namespace mish4j::cudnn {

// Memory on the GPU that requests read and write in place of the caller's.
class CudnnMemory : public Memory {
 public:
    CudnnMemory(const std::shared_ptr<const Gpu>& gpu, std::int64_t bytes);

    std::int64_t bytes() const override { return memory_.bytes(); }
    void* host_address() const override { return nullptr; }
    void write(std::int64_t offset, const void* src, std::int64_t bytes) override;
    void read(std::int64_t offset, void* dst, std::int64_t bytes) const override;

    std::byte* device_address() const { return memory_.data(); }

 private:
    DeviceMemory memory_;
    mutable std::mutex mutex_;  // of the stream
    mutable GpuStream stream_;
};

}  // namespace mish4j::cudnn
