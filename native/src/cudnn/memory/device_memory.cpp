// SPDX-License-Identifier: Apache-2.0
#include "device_memory.hpp"

namespace mish4j::cudnn {

CudnnMemory::CudnnMemory(const std::shared_ptr<const Gpu>& gpu, std::int64_t bytes)
    : memory_(gpu, bytes, "memory of the device"), stream_(gpu) {
    stream_.clear(memory_.data(), bytes);
    stream_.synchronize();
}

void CudnnMemory::write(std::int64_t offset, const void* src, std::int64_t bytes) {
    const std::lock_guard lock(mutex_);
    stream_.copy_to_device(memory_.data() + offset, src, bytes);
    stream_.synchronize();
}

void CudnnMemory::read(std::int64_t offset, void* dst, std::int64_t bytes) const {
    const std::lock_guard lock(mutex_);
    stream_.copy_to_host(dst, memory_.data() + offset, bytes);
    stream_.synchronize();
}

}  // namespace mish4j::cudnn
