// SPDX-License-Identifier: Apache-2.0
#include "broadcast_loops.hpp"

namespace mish4j::onednn {

namespace {

// The strides of a plain tensor read as one of dimensions `dst`: 0 where it is repeated.
Dims broadcast_strides(const Dims& dims, const Dims& dst) {
    Dims strides(dst.size(), 0);
    std::int64_t stride = 1;
    for (std::size_t i = dims.size(); i-- > 0;) {
        if (dims[i] != 1) strides[dst.size() - dims.size() + i] = stride;
        stride *= dims[i];
    }
    return strides;
}

}  // namespace

// Neighbouring dimensions are joined where every source goes on from one to the next, or stays in both.
BroadcastLoops::BroadcastLoops(const std::vector<Dims>& srcs, const Dims& dst) {
    std::vector<Dims> strides;
    for (const Dims& src : srcs) strides.push_back(broadcast_strides(src, dst));
    for (std::size_t axis = 0; axis < dst.size(); ++axis) {
        if (dst[axis] == 1) continue;
        Loop loop{dst[axis], {}};
        bool joined = !outer_.empty();
        for (std::size_t src = 0; src < srcs.size(); ++src) {
            loop.strides[src] = strides[src][axis];
            joined = joined && outer_.back().strides[src] == loop.strides[src] * loop.size;
        }
        if (joined) {
            loop.size *= outer_.back().size;
            outer_.pop_back();
        }
        outer_.push_back(loop);
    }
    if (!outer_.empty()) {
        row_size_ = outer_.back().size;
        steps_ = outer_.back().strides;
        outer_.pop_back();
    }
    for (const Loop& loop : outer_) row_count_ *= loop.size;
}

BroadcastLoops::Offsets BroadcastLoops::offsets(std::int64_t row) const {
    Offsets offsets{};
    for (std::size_t i = outer_.size(); i-- > 0;) {
        const std::int64_t position = row % outer_[i].size;
        row /= outer_[i].size;
        for (std::size_t src = 0; src < offsets.size(); ++src) offsets[src] += position * outer_[i].strides[src];
    }
    return offsets;
}

}  // namespace mish4j::onednn
