// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "aligned_floats.hpp"
#include "kernels/winograd.hpp"

namespace mish4j::kernels::test {

// Images [N, C, H, W] in blocks of channels, as a part of the channels of larger images.
class BlockedImage {
 public:
    // Zeros in the rest of the last block, `untouched` everywhere else.
    BlockedImage(const Dims& dims, std::int64_t block);

    // elements: row-major.
    BlockedImage(const Dims& dims, std::int64_t block, const std::vector<float>& elements);

    const BlockedImages& layout() const { return layout_; }
    float* data() { return memory_.data() + first_; }
    const float* data() const { return memory_.data() + first_; }

    std::vector<double> elements() const;
    bool padding_is_zero() const;
    bool surroundings_are_untouched() const;

 private:
    static constexpr float untouched = 77.5F;

    // Calls use(element's offset, its row-major index, or -1 for one that only fills a block).
    template <typename Use>
    void for_each(const Use& use) const;

    Dims dims_;
    BlockedImages layout_;
    std::int64_t first_;
    AlignedFloats memory_;
};

}  // namespace mish4j::kernels::test
