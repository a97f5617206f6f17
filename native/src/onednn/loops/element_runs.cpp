// SPDX-License-Identifier: Apache-2.0
#include "element_runs.hpp"

#include <algorithm>

namespace mish4j::onednn {

bool differ_in_strides_only(const Desc& left, const Desc& right) {
    const auto blocked = dnnl::memory::format_kind::blocked;
    return left.get_format_kind() == blocked && right.get_format_kind() == blocked &&
           left.get_dims() == right.get_dims() && left.get_padded_dims() == right.get_padded_dims() &&
           left.get_data_type() == right.get_data_type() && left.get_inner_blks() == right.get_inner_blks() &&
           left.get_inner_idxs() == right.get_inner_idxs();
}

// Over whole blocks, and over what a block holds, which is the same everywhere; the outermost loop first.
std::vector<ElementRuns::Loop> ElementRuns::loops_of(const std::vector<Desc>& tensors) {
    const Desc& first = tensors.front();
    const Dims blocks = first.get_inner_blks();
    const Dims block_dimensions = first.get_inner_idxs();
    Dims sizes = first.get_padded_dims();
    std::int64_t block = 1;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        sizes[block_dimensions[i]] /= blocks[i];
        block *= blocks[i];
    }
    std::vector<Loop> loops(sizes.size());
    for (std::size_t tensor = 0; tensor < tensors.size(); ++tensor) {
        const Dims strides = tensors[tensor].get_strides();
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            loops[i].size = sizes[i];
            loops[i].strides[tensor] = strides[i];
        }
    }
    Loop within{block, {}};
    std::fill_n(within.strides.begin(), tensors.size(), 1);
    loops.push_back(within);
    std::erase_if(loops, [](const Loop& loop) { return loop.size == 1; });
    std::stable_sort(loops.begin(), loops.end(),
                     [](const Loop& a, const Loop& b) { return a.strides.front() > b.strides.front(); });
    return loops;
}

ElementRuns::ElementRuns(const std::vector<Desc>& tensors) {
    for (const Loop& loop : loops_of(tensors)) {
        const bool joins =
            !outer_.empty() && std::equal(loop.strides.begin(), loop.strides.end(), outer_.back().strides.begin(),
                                          [&](auto inner, auto outer) { return outer == inner * loop.size; });
        if (joins) {
            outer_.back() = {outer_.back().size * loop.size, loop.strides};
        } else {
            outer_.push_back(loop);
        }
    }
    Offsets neighbours{};
    std::fill_n(neighbours.begin(), tensors.size(), 1);
    if (!outer_.empty() && outer_.back().strides == neighbours) {
        run_size_ = outer_.back().size;
        outer_.pop_back();
    }
    for (const Loop& loop : outer_) run_count_ *= loop.size;
}

ElementRuns::Offsets ElementRuns::offsets(std::int64_t run) const {
    Offsets offsets{};
    for (auto loop = outer_.rbegin(); loop != outer_.rend(); ++loop) {
        const std::int64_t index = run % loop->size;
        run /= loop->size;
        for (std::size_t tensor = 0; tensor < max_tensors; ++tensor) offsets[tensor] += index * loop->strides[tensor];
    }
    return offsets;
}

}  // namespace mish4j::onednn
