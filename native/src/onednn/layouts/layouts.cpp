// SPDX-License-Identifier: Apache-2.0
#include "layouts.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

#include "common/tensor_text.hpp"
#include "onednn/library/data_types.hpp"

namespace mish4j::onednn {

namespace {

// One of the nested loops that walk a tensor in memory.
struct Loop {
    int dimension;
    std::int64_t size;
    std::int64_t stride;

    bool operator==(const Loop&) const = default;
};

// The loops over whole blocks, in the order of the dimensions, and then those inside of a block, the outermost first.
std::vector<Loop> loops_of(const Desc& desc) {
    const Dims strides = desc.get_strides();
    const Dims blocks = desc.get_inner_blks();
    const Dims block_dimensions = desc.get_inner_idxs();
    Dims outer_sizes = desc.get_padded_dims();
    for (std::size_t i = 0; i < blocks.size(); ++i) outer_sizes[block_dimensions[i]] /= blocks[i];

    std::vector<Loop> loops;
    for (std::size_t i = 0; i < outer_sizes.size(); ++i) {
        loops.push_back({static_cast<int>(i), outer_sizes[i], strides[i]});
    }
    std::int64_t stride = std::accumulate(blocks.begin(), blocks.end(), std::int64_t{1}, std::multiplies<>());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        stride /= blocks[i];
        loops.push_back({static_cast<int>(block_dimensions[i]), blocks[i], stride});
    }
    return loops;
}

// The loops without those of a single turn, from the largest stride to the smallest, those over neighbouring parts of
// one dimension joined: equal for layouts that place every element alike.
std::vector<Loop> canonical_loops(const Desc& desc) {
    std::vector<Loop> loops = loops_of(desc);
    std::erase_if(loops, [](const Loop& loop) { return loop.size == 1; });
    std::stable_sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) { return a.stride > b.stride; });
    std::vector<Loop> joined;
    for (const Loop& loop : loops) {
        if (!joined.empty() && joined.back().dimension == loop.dimension &&
            joined.back().stride == loop.stride * loop.size) {
            joined.back() = {loop.dimension, joined.back().size * loop.size, loop.stride};
        } else {
            joined.push_back(loop);
        }
    }
    return joined;
}

// Dense strides for dimensions nested in the given order, the outermost first.
Desc nested_layout(const Dims& dims, DataType type, const std::vector<int>& order) {
    Dims strides(dims.size());
    std::int64_t stride = 1;
    for (auto dimension = order.rbegin(); dimension != order.rend(); ++dimension) {
        strides[*dimension] = stride;
        stride *= dims[*dimension];
    }
    return {dims, type, strides};
}

std::vector<int> ascending_order(std::size_t rank) {
    std::vector<int> order(rank);
    std::iota(order.begin(), order.end(), 0);
    return order;
}

}  // namespace

Dims descriptor_dims(const Dims& dims) { return dims.empty() ? Dims{1} : dims; }

Desc any_layout(const Dims& dims, DataType type) {
    return {descriptor_dims(dims), type, dnnl::memory::format_tag::any};
}

Desc plain_layout(const Dims& dims, DataType type) {
    const Dims ranked = descriptor_dims(dims);
    return nested_layout(ranked, type, ascending_order(ranked.size()));
}

Desc channels_last_layout(const Dims& dims, DataType type) {
    std::vector<int> order = ascending_order(dims.size());
    std::rotate(order.begin() + 1, order.begin() + 2, order.end());
    return nested_layout(dims, type, order);
}

std::vector<int> memory_order(const Desc& desc) {
    const Dims strides = desc.get_strides();
    std::vector<int> order = ascending_order(strides.size());
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return strides[a] > strides[b]; });
    return order;
}

Desc dense_layout_like(const Desc& desc, const Dims& dims, DataType type) {
    return nested_layout(dims, type, memory_order(desc));
}

Desc unblocked_layout(const Desc& desc, DataType type) {
    const Dims dims = desc.get_dims();
    if (!has_inner_blocks(desc)) return dense_layout_like(desc, dims, type);
    return dims.size() < 3 ? plain_layout(dims, type) : channels_last_layout(dims, type);
}

Desc canonical_layout(const Desc& desc) {
    if (desc.get_format_kind() != dnnl::memory::format_kind::blocked || has_inner_blocks(desc)) return desc;
    const Dims dims = desc.get_dims();
    const DataType type = desc.get_data_type();
    if (const Desc plain = plain_layout(dims, type); same_bits(desc, plain)) return plain;
    if (dims.size() >= 3) {
        if (const Desc channels_last = channels_last_layout(dims, type); same_bits(desc, channels_last)) {
            return channels_last;
        }
    }
    const Desc dense = dense_layout_like(desc, dims, type);
    return same_bits(desc, dense) ? dense : desc;
}

bool same_bits(const Desc& left, const Desc& right) {
    if (left == right) return true;
    if (left.get_format_kind() != dnnl::memory::format_kind::blocked ||
        right.get_format_kind() != dnnl::memory::format_kind::blocked) {
        return false;
    }
    return left.get_dims() == right.get_dims() && left.get_data_type() == right.get_data_type() && !is_padded(left) &&
           !is_padded(right) && canonical_loops(left) == canonical_loops(right);
}

bool is_plain(const Desc& desc) { return same_bits(desc, plain_layout(desc.get_dims(), desc.get_data_type())); }

bool is_padded(const Desc& desc) { return desc.get_dims() != desc.get_padded_dims(); }

bool has_inner_blocks(const Desc& desc) { return desc.get_inner_nblks() > 0; }

bool is_dense(const Desc& desc) {
    const Dims padded = desc.get_padded_dims();
    const std::int64_t count = std::accumulate(padded.begin(), padded.end(), std::int64_t{1}, std::multiplies<>());
    return byte_count(desc) == count * static_cast<std::int64_t>(dnnl::memory::data_type_size(desc.get_data_type()));
}

std::int64_t byte_count(const Desc& desc) {
    const auto bytes = static_cast<std::int64_t>(desc.get_size());
    const bool repeats_one_element = bytes == 0 && desc.get_ndims() > 0;
    return repeats_one_element ? static_cast<std::int64_t>(dnnl::memory::data_type_size(desc.get_data_type())) : bytes;
}

std::string layout_name(const Desc& desc) {
    const std::size_t rank = desc.get_dims().size();
    const std::string letters = dimension_letters(rank);
    if (desc.get_format_kind() != dnnl::memory::format_kind::blocked) return "packed";
    if (is_plain(desc)) return letters;
    if (rank >= 3 && same_bits(desc, channels_last_layout(desc.get_dims(), desc.get_data_type()))) {
        return letters.substr(0, 1) + letters.substr(2) + letters[1];
    }

    const Dims strides = desc.get_strides();
    const Dims blocks = desc.get_inner_blks();
    const Dims block_dimensions = desc.get_inner_idxs();
    std::vector<int> order = ascending_order(rank);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return strides[a] > strides[b]; });
    std::string name;
    for (int dimension : order) {
        const bool blocked =
            std::find(block_dimensions.begin(), block_dimensions.end(), dimension) != block_dimensions.end();
        name += blocked ? static_cast<char>(std::toupper(letters[dimension])) : letters[dimension];
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        name += std::to_string(blocks[i]) + letters[block_dimensions[i]];
    }
    return name;
}

std::string describe(const Desc& desc) {
    return tensor_text(desc.get_dims(), layout_name(desc), element_type_of(desc.get_data_type()));
}

}  // namespace mish4j::onednn
