// SPDX-License-Identifier: Apache-2.0
//
// Tensors of the same dimensions, in layouts that differ in their strides only, as runs of neighbouring elements: what
// works element by element works on one run after the other.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "onednn/layouts/layouts.hpp"

namespace mish4j::onednn {

// Whether that is so of two layouts: their dimensions and their blocks are the same.
bool differ_in_strides_only(const Desc& left, const Desc& right);

class ElementRuns {
 public:
    static constexpr std::size_t max_tensors = 3;

    // In elements, where a run begins in each tensor.
    using Offsets = std::array<std::int64_t, max_tensors>;

    // tensors: at most max_tensors, no two of whose elements share their place. The padding of blocks belongs to them.
    explicit ElementRuns(const std::vector<Desc>& tensors);

    std::int64_t run_count() const { return run_count_; }
    std::int64_t run_size() const { return run_size_; }

    Offsets offsets(std::int64_t run) const;

 private:
    struct Loop {
        std::int64_t size;
        Offsets strides;
    };

    static std::vector<Loop> loops_of(const std::vector<Desc>& tensors);

    std::vector<Loop> outer_;  // the last one is the innermost
    std::int64_t run_count_ = 1;
    std::int64_t run_size_ = 1;
};

}  // namespace mish4j::onednn
