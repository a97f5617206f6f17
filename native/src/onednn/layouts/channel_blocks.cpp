// SPDX-License-Identifier: Apache-2.0
#include "channel_blocks.hpp"

#include <algorithm>

#include "onednn/library/processor.hpp"

namespace mish4j::onednn {

namespace {

constexpr std::size_t channel_dimension = 1;

std::int64_t block_of(const Desc& desc) { return desc.get_inner_blks().front(); }

dnnl::memory::format_tag blocked_tag(std::size_t rank, std::int64_t block) {
    using Tag = dnnl::memory::format_tag;
    switch (rank) {
        case 3:
            return block == 8 ? Tag::nCw8c : Tag::nCw16c;
        case 4:
            return block == 8 ? Tag::nChw8c : Tag::nChw16c;
        default:
            return block == 8 ? Tag::nCdhw8c : Tag::nCdhw16c;
    }
}

// Some channels of a single image. The batch's stride says nothing then, and the dense layout is the same: some kernels
// take only tensors that are laid out like another one, stride by stride.
std::optional<Desc> slice_of_image(const Desc& whole, const Dims& dims) {
    const Desc dense = channel_blocked_layout(dims, whole.get_data_type(), block_of(whole));
    Dims strides = whole.get_strides();
    strides.front() = dense.get_strides().front();
    return strides == dense.get_strides() ? std::optional(dense) : std::nullopt;
}

}  // namespace

std::int64_t channel_block(DataType type) {
    if (type != DataType::f32) return 0;
    return has_512_bit_vectors() ? 16 : 8;
}

bool fits_channel_blocks(const Dims& dims, std::int64_t block) {
    return block > 0 && dims.size() >= 3 && dims.size() <= 5 && dims[channel_dimension] >= block;
}

Desc channel_blocked_layout(const Dims& dims, DataType type, std::int64_t block) {
    return {dims, type, blocked_tag(dims.size(), block)};
}

bool has_channel_blocks(const Desc& desc) {
    if (desc.get_format_kind() != dnnl::memory::format_kind::blocked || desc.get_inner_nblks() != 1) return false;
    const Dims dims = desc.get_dims();
    if (desc.get_inner_idxs().front() != static_cast<std::int64_t>(channel_dimension) || dims.size() < 3 ||
        dims.size() > 5 || (block_of(desc) != 8 && block_of(desc) != 16)) {
        return false;
    }
    const Dims dense = channel_blocked_layout(dims, desc.get_data_type(), block_of(desc)).get_strides();
    const Dims strides = desc.get_strides();
    return strides.front() >= dense.front() && std::equal(strides.begin() + 1, strides.end(), dense.begin() + 1);
}

std::optional<View> channel_slice(const View& whole, std::int64_t first, std::int64_t count) {
    if (!has_channel_blocks(whole.desc)) return std::nullopt;
    Dims dims = whole.desc.get_dims();
    const std::int64_t block = block_of(whole.desc);
    const bool ends = first + count == dims[channel_dimension];
    const bool ends_with_block = count % block == 0;
    if (first % block != 0 || !(ends || ends_with_block)) return std::nullopt;

    dims[channel_dimension] = count;
    std::optional<Desc> desc;
    if (dims.front() == 1) desc = slice_of_image(whole.desc, dims);
    // At offset 0: the size of a descriptor with an offset leaves the offset out. There, no slice ends within a block.
    if (!desc && ends_with_block) desc = whole.desc.submemory_desc(dims, Dims(dims.size(), 0));
    if (!desc) return std::nullopt;
    const auto element_bytes = static_cast<std::int64_t>(dnnl::memory::data_type_size(desc->get_data_type()));
    const std::int64_t offset = first / block * whole.desc.get_strides()[channel_dimension] * element_bytes;
    return View{whole.buffer, *desc, whole.offset + offset};
}

View unblocked(const View& view) {
    const Desc& desc = view.desc;
    const std::int64_t block = block_of(desc);
    Dims dims = desc.get_padded_dims();
    Dims strides = desc.get_strides();
    dims[channel_dimension] /= block;
    dims.push_back(block);
    strides.push_back(1);
    return {view.buffer, Desc(dims, desc.get_data_type(), strides), view.offset};
}

}  // namespace mish4j::onednn
