// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mish4j::kernels::test {

// Floats aligned to 64 bytes, between guards that nobody may write.
class AlignedFloats {
 public:
    explicit AlignedFloats(std::int64_t bytes)
        : count_(bytes / static_cast<std::int64_t>(sizeof(float))),
          memory_(static_cast<std::size_t>(count_ + 2 * guard + line), guard_value) {
        const std::size_t misaligned = reinterpret_cast<std::uintptr_t>(memory_.data()) % 64 / sizeof(float);
        first_ = memory_.data() + guard + (line - misaligned) % line;
    }
    AlignedFloats(const AlignedFloats&) = delete;
    AlignedFloats& operator=(const AlignedFloats&) = delete;

    float* data() { return first_; }
    const float* data() const { return first_; }
    std::byte* bytes() { return reinterpret_cast<std::byte*>(first_); }
    std::int64_t count() const { return count_; }
    void fill(float value) { std::fill(first_, first_ + count_, value); }

    bool guards_are_untouched() const {
        const auto is_guard = [](float value) { return value == guard_value; };
        const float* begin = memory_.data();
        return std::all_of(begin, static_cast<const float*>(first_), is_guard) &&
               std::all_of(static_cast<const float*>(first_ + count_), begin + memory_.size(), is_guard);
    }

 private:
    static constexpr std::size_t line = 16;
    static constexpr std::size_t guard = 2 * line;
    static constexpr float guard_value = -12345.0F;

    std::int64_t count_;
    std::vector<float> memory_;
    float* first_;
};

}  // namespace mish4j::kernels::test
