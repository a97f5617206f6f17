// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend.hpp"
#include "common/aligned_memory.hpp"

namespace mish4j {

// Memory of the devices that work in the processor's.
class HostMemory : public Memory {
 public:
    explicit HostMemory(std::int64_t bytes);

    std::int64_t bytes() const override { return memory_.bytes(); }
    void* host_address() const override { return memory_.data(); }
    void write(std::int64_t offset, const void* src, std::int64_t bytes) override;
    void read(std::int64_t offset, void* dst, std::int64_t bytes) const override;

 private:
    AlignedMemory memory_;
};

}  // namespace mish4j
