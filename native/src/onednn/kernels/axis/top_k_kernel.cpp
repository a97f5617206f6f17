// SPDX-License-Identifier: Apache-2.0
#include "top_k_kernel.hpp"

#include <algorithm>
#include <numeric>

#include "onednn/loops/parallel_ranges.hpp"

namespace mish4j::onednn {

namespace {

// Whether the element at one place of a lane comes before that at another.
class Order {
 public:
    Order(ArgKind kind, const float* lane, std::int64_t stride) : kind_(kind), lane_(lane), stride_(stride) {}

    float at(std::int32_t place) const { return lane_[place * stride_]; }

    bool operator()(std::int32_t left, std::int32_t right) const {
        const float x = at(left);
        const float y = at(right);
        const bool x_nan = x != x;
        const bool y_nan = y != y;
        if (x == y || (x_nan && y_nan)) return left < right;
        if (x_nan || y_nan) return x_nan;
        return kind_ == ArgKind::max ? x > y : x < y;
    }

 private:
    ArgKind kind_;
    const float* lane_;
    std::int64_t stride_;
};

}  // namespace

std::int64_t TopKKernel::scratchpad_bytes() const {
    return src_.outer * src_.size * src_.inner * static_cast<std::int64_t>(sizeof(std::int32_t));
}

void TopKKernel::run(std::span<const void* const> srcs, void* dst, void* scratchpad) const {
    const auto* from = static_cast<const float*>(srcs[0]);
    auto* to = static_cast<float*>(dst);
    auto* numbers = static_cast<std::int32_t*>(scratchpad);
    for_each_range(src_.outer * src_.inner, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t lane = begin; lane < end; ++lane) {
            const std::int64_t block = lane / src_.inner;
            const std::int64_t column = lane % src_.inner;
            const Order order(kind_, from + block * src_.size * src_.inner + column, src_.inner);
            std::int32_t* places = numbers + lane * src_.size;
            std::iota(places, places + src_.size, 0);
            std::partial_sort(places, places + count_, places + src_.size, order);
            float* target = to + block * count_ * src_.inner + column;
            for (std::int64_t i = 0; i < count_; ++i) {
                target[i * src_.inner] = places_ ? static_cast<float>(places[i]) : order.at(places[i]);
            }
        }
    });
}

}  // namespace mish4j::onednn
