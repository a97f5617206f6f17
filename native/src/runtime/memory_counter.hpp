// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

namespace mish4j {

// Counts bytes as held, in all of the process, for as long as it lives.
class HeldBytes {
 public:
    explicit HeldBytes(std::int64_t bytes) noexcept : bytes_(bytes) {
        total_.fetch_add(bytes, std::memory_order_relaxed);
    }
    HeldBytes(const HeldBytes&) = delete;
    HeldBytes& operator=(const HeldBytes&) = delete;
    ~HeldBytes() { total_.fetch_sub(bytes_, std::memory_order_relaxed); }

    static std::int64_t total() noexcept { return total_.load(std::memory_order_relaxed); }

 private:
    static inline std::atomic<std::int64_t> total_ = 0;

    const std::int64_t bytes_;
};

}  // namespace mish4j
