// SPDX-License-Identifier: Apache-2.0
#include "loop_nest_builder.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn/layouts/tensor_desc.hpp"

namespace mish4j::cudnn {

namespace {

constexpr std::int64_t vector_bytes = 16;

// Whether vectors of so many elements begin at multiples of `width` elements: the innermost loop's excepted.
bool begins_at_multiples(const Dims& strides, std::int64_t width) {
    return std::all_of(strides.begin(), strides.end() - 1, [&](std::int64_t stride) { return stride % width == 0; });
}

}  // namespace

Divisor divisor_of(std::int64_t value) {
    if (value < 1 || value > std::numeric_limits<std::int32_t>::max()) {
        throw Error(MISH4J_UNSUPPORTED, text("a kernel's loop has ", value, " iterations, expected 1 to 2^31 - 1"));
    }
    const auto shift = static_cast<std::uint32_t>(std::bit_width(static_cast<std::uint64_t>(value - 1)));
    const auto divisor = static_cast<std::uint64_t>(value);
    const std::uint64_t multiplier = ((std::uint64_t{1} << 32) * ((std::uint64_t{1} << shift) - divisor)) / divisor + 1;
    return {static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(multiplier), shift};
}

LoopNestBuilder::LoopNestBuilder(const Dims& dims, const std::vector<Dims>& strides) : strides_(strides.size()) {
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] == 1) continue;
        sizes_.push_back(dims[i]);
        for (std::size_t t = 0; t < strides.size(); ++t) strides_[t].push_back(strides[t][i]);
    }
    if (sizes_.empty()) {
        sizes_.push_back(1);
        for (Dims& tensor : strides_) tensor.push_back(1);
    }
    sort();
    merge();
}

LoopNestBuilder LoopNestBuilder::without(std::size_t first, std::size_t second) const {
    Dims sizes;
    std::vector<Dims> strides(strides_.size());
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
        if (i == first || i == second) continue;
        sizes.push_back(sizes_[i]);
        for (std::size_t t = 0; t < strides.size(); ++t) strides[t].push_back(strides_[t][i]);
    }
    return LoopNestBuilder(sizes, strides);
}

std::int64_t LoopNestBuilder::iterations() const { return element_count(sizes_); }

void LoopNestBuilder::sort() {
    std::vector<std::size_t> order(sizes_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return strides_[0][left] > strides_[0][right]; });
    const auto reordered = [&](const Dims& numbers) {
        Dims result;
        for (std::size_t i : order) result.push_back(numbers[i]);
        return result;
    };
    sizes_ = reordered(sizes_);
    for (Dims& tensor : strides_) tensor = reordered(tensor);
}

void LoopNestBuilder::merge() {
    for (std::size_t i = sizes_.size() - 1; i > 0; --i) {
        const bool one = std::all_of(strides_.begin(), strides_.end(),
                                     [&](const Dims& tensor) { return tensor[i - 1] == tensor[i] * sizes_[i]; });
        if (!one || sizes_[i - 1] > std::numeric_limits<std::int32_t>::max() / sizes_[i]) continue;
        sizes_[i - 1] *= sizes_[i];
        sizes_.erase(sizes_.begin() + static_cast<std::ptrdiff_t>(i));
        // The merged loop steps as the inner one did.
        for (Dims& tensor : strides_) tensor.erase(tensor.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
}

std::int64_t LoopNestBuilder::vector_width(std::int64_t element_size, bool cut_allowed) const {
    const std::int64_t width = vector_bytes / element_size;
    const bool whole = sizes_.back() % width == 0 || (cut_allowed && sizes_.size() == 1);
    return strides_[0].back() == 1 && whole && begins_at_multiples(strides_[0], width) ? width : 1;
}

Access LoopNestBuilder::access(std::size_t tensor, ElementType type, std::int64_t width) const {
    const Dims& strides = strides_[tensor];
    const std::int64_t aligned = std::min(width, vector_bytes / element_size(type));
    return {strides.back(), static_cast<std::int32_t>(type),
            width > 1 && strides.back() == 1 && begins_at_multiples(strides, aligned)};
}

}  // namespace mish4j::cudnn
