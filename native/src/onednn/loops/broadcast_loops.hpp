// SPDX-License-Identifier: Apache-2.0
//
// Element by element through plain tensors that broadcast: rows of the result, along which each source either advances
// or stays.
#pragma once

#include <array>
#include <cstdint>

#include "program/program.hpp"

namespace mish4j::onednn {

class BroadcastLoops {
 public:
    static constexpr std::size_t max_sources = 4;

    // Where a row begins in each source.
    using Offsets = std::array<std::int64_t, max_sources>;

    // srcs: the shapes of at most max_sources sources, which broadcast to dst
    BroadcastLoops(const std::vector<Dims>& srcs, const Dims& dst);

    std::int64_t row_count() const { return row_count_; }
    std::int64_t row_size() const { return row_size_; }

    // The distance of neighbours of a row in a source: 1 or 0.
    std::int64_t step(std::size_t src) const { return steps_[src]; }

    Offsets offsets(std::int64_t row) const;

 private:
    struct Loop {
        std::int64_t size;
        Offsets strides;
    };

    std::vector<Loop> outer_;  // the last one is the innermost
    std::int64_t row_count_ = 1;
    std::int64_t row_size_ = 1;
    Offsets steps_{};
};

}  // namespace mish4j::onednn
