// SPDX-License-Identifier: Apache-2.0
#include "blocked_image.hpp"

namespace mish4j::kernels::test {

namespace {

std::int64_t blocks_of(const Dims& dims, std::int64_t block) { return (dims[1] + block - 1) / block; }

// One block lies before the image's, and two after them.
BlockedImages layout_of(const Dims& dims, std::int64_t block) {
    const std::int64_t block_stride = block * dims[2] * dims[3];
    return {block, (blocks_of(dims, block) + 3) * block_stride, block_stride, block * dims[3], block};
}

}  // namespace

BlockedImage::BlockedImage(const Dims& dims, std::int64_t block)
    : dims_(dims),
      layout_(layout_of(dims, block)),
      first_(layout_.block_stride),
      memory_(dims[0] * layout_.image_stride * static_cast<std::int64_t>(sizeof(float))) {
    memory_.fill(untouched);
}

BlockedImage::BlockedImage(const Dims& dims, std::int64_t block, const std::vector<float>& elements)
    : BlockedImage(dims, block) {
    for_each([&](std::int64_t offset, std::int64_t index) { data()[offset] = index < 0 ? 0.0F : elements[index]; });
}

template <typename Use>
void BlockedImage::for_each(const Use& use) const {
    const std::int64_t channels = blocks_of(dims_, layout_.block) * layout_.block;
    for (std::int64_t n = 0; n < dims_[0]; ++n) {
        for (std::int64_t c = 0; c < channels; ++c) {
            for (std::int64_t h = 0; h < dims_[2]; ++h) {
                for (std::int64_t w = 0; w < dims_[3]; ++w) {
                    const std::int64_t offset = n * layout_.image_stride + c / layout_.block * layout_.block_stride +
                                                h * layout_.row_stride + w * layout_.pixel_stride + c % layout_.block;
                    use(offset, c < dims_[1] ? ((n * dims_[1] + c) * dims_[2] + h) * dims_[3] + w : -1);
                }
            }
        }
    }
}

std::vector<double> BlockedImage::elements() const {
    std::vector<double> elements(static_cast<std::size_t>(dims_[0] * dims_[1] * dims_[2] * dims_[3]));
    for_each([&](std::int64_t offset, std::int64_t index) {
        if (index >= 0) elements[static_cast<std::size_t>(index)] = data()[offset];
    });
    return elements;
}

bool BlockedImage::padding_is_zero() const {
    bool zero = true;
    for_each([&](std::int64_t offset, std::int64_t index) { zero = zero && (index >= 0 || data()[offset] == 0); });
    return zero;
}

bool BlockedImage::surroundings_are_untouched() const {
    std::vector<bool> of_image(static_cast<std::size_t>(memory_.count()));
    for_each([&](std::int64_t offset, std::int64_t) { of_image[static_cast<std::size_t>(first_ + offset)] = true; });
    for (std::size_t i = 0; i < of_image.size(); ++i) {
        if (!of_image[i] && memory_.data()[i] != untouched) return false;
    }
    return memory_.guards_are_untouched();
}

}  // namespace mish4j::kernels::test
