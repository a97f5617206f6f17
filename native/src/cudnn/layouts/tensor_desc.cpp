// SPDX-License-Identifier: Apache-2.0
#include "tensor_desc.hpp"

#include <algorithm>
#include <numeric>

#include "common/tensor_text.hpp"

namespace mish4j::cudnn {

namespace {

std::vector<std::size_t> all_dimensions(std::size_t rank) {
    std::vector<std::size_t> dimensions(rank);
    std::iota(dimensions.begin(), dimensions.end(), std::size_t{0});
    return dimensions;
}

// The dimensions, the outermost in memory first; of equal strides, the first of the tensor's first.
std::vector<std::size_t> memory_order(const TensorDesc& desc) {
    std::vector<std::size_t> order = all_dimensions(desc.dims.size());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return desc.strides[a] > desc.strides[b]; });
    return order;
}

// Gives the dimensions strides without gaps, the last of the order being contiguous.
TensorDesc nested(ElementType type, const Dims& dims, const std::vector<std::size_t>& order) {
    TensorDesc desc{type, dims, Dims(dims.size(), 1)};
    std::int64_t stride = 1;
    for (auto dimension = order.rbegin(); dimension != order.rend(); ++dimension) {
        desc.strides[*dimension] = stride;
        stride *= dims[*dimension];
    }
    return desc;
}

std::vector<std::size_t> channels_last_order(std::size_t rank) {
    std::vector<std::size_t> order = all_dimensions(rank);
    std::rotate(order.begin() + 1, order.begin() + 2, order.end());
    return order;
}

// The letters in their order in memory; dimensions of 1 stand where a channels-last or a plain layout has them, if the
// layout is one.
std::string layout_name(const TensorDesc& desc) {
    const std::size_t rank = desc.dims.size();
    const std::string letters = dimension_letters(rank);
    if (same_places(desc, plain_desc(desc.type, desc.dims))) return letters;
    std::vector<std::size_t> order = memory_order(desc);
    if (rank >= 3 && same_places(desc, nested(desc.type, desc.dims, channels_last_order(rank)))) {
        order = channels_last_order(rank);
    }
    std::string name;
    for (std::size_t dimension : order) name += letters[dimension];
    return name;
}

}  // namespace

std::int64_t element_count(const Dims& dims) {
    return std::accumulate(dims.begin(), dims.end(), std::int64_t{1}, std::multiplies<>());
}

TensorDesc plain_desc(ElementType type, const Dims& dims) { return nested(type, dims, all_dimensions(dims.size())); }

TensorDesc channels_last_desc(ElementType type, const Dims& dims, std::int64_t pixel) {
    Dims padded = dims;
    padded[1] = std::max(pixel, dims[1]);
    TensorDesc desc = nested(type, padded, channels_last_order(dims.size()));
    desc.dims = dims;
    return desc;
}

TensorDesc dense_desc_like(const TensorDesc& order, ElementType type, const Dims& dims) {
    return nested(type, dims, memory_order(order));
}

bool is_dense(const TensorDesc& desc) { return same_places(desc, dense_desc_like(desc, desc.type, desc.dims)); }

bool same_places(const TensorDesc& left, const TensorDesc& right) {
    if (left.dims != right.dims) return false;
    for (std::size_t i = 0; i < left.dims.size(); ++i) {
        if (left.dims[i] != 1 && left.strides[i] != right.strides[i]) return false;
    }
    return true;
}

std::int64_t byte_span(const TensorDesc& desc) {
    std::int64_t last = 0;
    for (std::size_t i = 0; i < desc.dims.size(); ++i) last += (desc.dims[i] - 1) * desc.strides[i];
    return (last + 1) * element_size(desc.type);
}

std::string describe(const TensorDesc& desc) { return tensor_text(desc.dims, layout_name(desc), desc.type); }

}  // namespace mish4j::cudnn
