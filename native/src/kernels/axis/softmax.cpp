// SPDX-License-Identifier: Apache-2.0
#include "softmax.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/axis/softmax.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "kernels/activation_exponential-inl.hpp"
#include "kernels/vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;

// e^x for x of at most 0, which is 0 below the normal numbers; NaN for NaN.
template <class D, class V>
HWY_INLINE V power_of_e(D d, V x) {
    return hn::IfThenZeroElse(hn::Lt(x, hn::Set(d, -87.0F)), scaled_exponential<0>(d, x, hn::Zero(d)));
}

// Sums of vectors of floats, lane by lane, in double.
template <class D>
struct LaneSums {
    using Half = hn::CappedTag<double, (hn::MaxLanes(D()) + 1) / 2>;
    static constexpr std::size_t lanes = hn::MaxLanes(D());

    hn::Vec<Half> lower;
    hn::Vec<Half> upper;

    HWY_INLINE LaneSums() : lower(hn::Zero(Half())), upper(hn::Zero(Half())) {}

    HWY_INLINE void add(hn::Vec<D> x) {
        if constexpr (lanes == 1) {
            lower = hn::Add(lower, hn::PromoteTo(Half(), x));
        } else {
#if HWY_TARGET != HWY_SCALAR
            const hn::Half<D> half;
            lower = hn::Add(lower, hn::PromoteTo(Half(), hn::LowerHalf(half, x)));
            upper = hn::Add(upper, hn::PromoteTo(Half(), hn::UpperHalf(half, x)));
#endif
        }
    }

    HWY_INLINE double total() const { return hn::GetLane(hn::SumOfLanes(Half(), hn::Add(lower, upper))); }

    // Their reciprocals or their logarithms.
    template <bool logarithmic>
    HWY_INLINE hn::Vec<D> scales() const {
        HWY_ALIGN double sums[lanes + 1];
        HWY_ALIGN float scales[lanes];
        hn::Store(lower, Half(), sums);
        hn::StoreU(upper, Half(), sums + hn::MaxLanes(Half()));
        for (std::size_t i = 0; i < lanes; ++i) {
            scales[i] = static_cast<float>(logarithmic ? std::log(sums[i]) : 1 / sums[i]);
        }
        return hn::Load(D(), scales);
    }
};

// The results of a vector, in the last pass over it.
template <bool logarithmic, class D, class V>
HWY_INLINE void store_scaled(D d, const float* src, float* dst, V largest, V scale) {
    if constexpr (logarithmic) {
        hn::StoreU(hn::Sub(hn::Sub(hn::LoadU(d, src), largest), scale), d, dst);
    } else {
        hn::StoreU(hn::Mul(hn::LoadU(d, dst), scale), d, dst);
    }
}

HWY_INLINE float largest_of_row(const float* src, std::int64_t count) {
    auto lanes = hn::Set(Floats(), -std::numeric_limits<float>::infinity());
    float rest = -std::numeric_limits<float>::infinity();
    for_each_vector(Floats(), count, [&](auto d, std::int64_t i) HWY_ATTR {
        if constexpr (std::is_same_v<decltype(d), Floats>) {
            lanes = hn::Max(hn::LoadU(d, src + i), lanes);
        } else {
            rest = std::max(rest, hn::GetLane(hn::MaxOfLanes(d, hn::LoadU(d, src + i))));
        }
    });
    return std::max(rest, hn::GetLane(hn::MaxOfLanes(Floats(), lanes)));
}

template <bool logarithmic>
HWY_INLINE void softmax_row(const float* src, float* dst, std::int64_t count) {
    const float largest = largest_of_row(src, count);
    LaneSums<Floats> sums;
    double sum = 0;
    for_each_vector(Floats(), count, [&](auto d, std::int64_t i) HWY_ATTR {
        const auto power = power_of_e(d, hn::Sub(hn::LoadU(d, src + i), hn::Set(d, largest)));
        if constexpr (!logarithmic) hn::StoreU(power, d, dst + i);
        if constexpr (std::is_same_v<decltype(d), Floats>) {
            sums.add(power);
        } else {
            const hn::Rebind<double, decltype(d)> doubles;
            sum += hn::GetLane(hn::SumOfLanes(doubles, hn::PromoteTo(doubles, power)));
        }
    });
    sum += sums.total();
    const auto scale = static_cast<float>(logarithmic ? std::log(sum) : 1 / sum);
    for_each_vector(Floats(), count, [&](auto d, std::int64_t i) HWY_ATTR {
        store_scaled<logarithmic>(d, src + i, dst + i, hn::Set(d, largest), hn::Set(d, scale));
    });
}

// Elements `stride` apart, for neighbouring vectors.
template <bool logarithmic, class D, std::size_t... vector>
HWY_INLINE void softmax_columns(D d, std::index_sequence<vector...> /*vectors*/, const float* src, float* dst,
                                std::int64_t count, std::int64_t stride) {
    constexpr std::size_t lanes = hn::MaxLanes(d);
    hn::Vec<D> largest[] = {hn::LoadU(d, src + vector * lanes)...};
    for (std::int64_t i = 1; i < count; ++i) {
        const float* row = src + i * stride;
        ((largest[vector] = hn::Max(hn::LoadU(d, row + vector * lanes), largest[vector])), ...);
    }
    LaneSums<D> sums[sizeof...(vector)];
    const auto add_power = [](const float* x, float* result, hn::Vec<D> most, LaneSums<D>& sum) HWY_ATTR {
        const auto power = power_of_e(D(), hn::Sub(hn::LoadU(D(), x), most));
        if constexpr (!logarithmic) hn::StoreU(power, D(), result);
        sum.add(power);
    };
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t row = i * stride;
        (add_power(src + row + vector * lanes, dst + row + vector * lanes, largest[vector], sums[vector]), ...);
    }
    const hn::Vec<D> scales[] = {sums[vector].template scales<logarithmic>()...};
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t row = i * stride;
        (store_scaled<logarithmic>(d, src + row + vector * lanes, dst + row + vector * lanes, largest[vector],
                                   scales[vector]),
         ...);
    }
}

// So many vectors leave registers for the exponential.
constexpr std::size_t most_vectors = 2;

template <bool logarithmic>
void softmax(const AxisLoops& loops, const float* src, float* dst, std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
        const Tile tile = tile_at(loops, i);
        const std::int64_t offset = tile.outer * loops.size * loops.inner + tile.column;
        if (loops.inner == 1) {
            softmax_row<logarithmic>(src + offset, dst + offset, loops.size);
        } else {
            for_each_group<most_vectors>(
                Floats(), 0, tile.columns, [&](auto d, std::int64_t column, auto vectors) HWY_ATTR {
                    softmax_columns<logarithmic>(d, vectors, src + offset + column, dst + offset + column, loops.size,
                                                 loops.inner);
                });
        }
    }
}

void softmax_tiles_here(bool logarithmic, const AxisLoops& loops, const float* src, float* dst, std::int64_t begin,
                        std::int64_t end) {
    if (logarithmic) {
        softmax<true>(loops, src, dst, begin, end);
    } else {
        softmax<false>(loops, src, dst, begin, end);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(softmax_tiles_here);

void softmax_tiles(bool logarithmic, const AxisLoops& loops, const float* src, float* dst, std::int64_t begin,
                   std::int64_t end) {
    HWY_DYNAMIC_DISPATCH(softmax_tiles_here)(logarithmic, loops, src, dst, begin, end);
}

}  // namespace mish4j::kernels
#endif
