// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace mish4j::sweep {

// Memory between two margins, filled like them with bytes that are NaN in each floating-point type: what a kernel reads
// outside is seen in its result, what it writes there in the margins.
class GuardedMemory {
 public:
    explicit GuardedMemory(std::size_t bytes)
        : bytes_(bytes), whole_(static_cast<std::byte*>(std::aligned_alloc(margin, 2 * margin + rounded(bytes)))) {
        std::memset(whole_.get(), filling, 2 * margin + rounded(bytes));
    }

    std::byte* data() const { return whole_.get() + margin; }
    std::size_t bytes() const { return bytes_; }

    bool has_intact_margins() const {
        return is_filled(whole_.get(), data()) && is_filled(data() + bytes_, data() + rounded(bytes_) + margin);
    }

 private:
    static constexpr std::size_t margin = 4096;
    static constexpr int filling = 0xFF;

    static std::size_t rounded(std::size_t bytes) { return (bytes + margin - 1) / margin * margin; }
    static bool is_filled(const std::byte* begin, const std::byte* end) {
        while (begin != end && *begin == std::byte{filling}) ++begin;
        return begin == end;
    }

    struct Free {
        void operator()(std::byte* memory) const { std::free(memory); }
    };

    std::size_t bytes_;
    std::unique_ptr<std::byte, Free> whole_;
};

}  // namespace mish4j::sweep
