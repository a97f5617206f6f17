// SPDX-License-Identifier: Apache-2.0
#include "reduction.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/axis/reduction.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "kernels/vectors-inl.hpp"
#include "row_sums-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

// Elements `stride` apart, for neighbouring vectors.
template <class Operation, class Floats, std::size_t... vector>
HWY_INLINE void reduce_columns(Floats floats, std::index_sequence<vector...> /*vectors*/, const float* src, float* dst,
                               std::int64_t count, std::int64_t stride, double divisor) {
    const hn::Rebind<double, Floats> d;
    constexpr std::size_t lanes = hn::MaxLanes(d);
    hn::Vec<decltype(d)> totals[] = {(static_cast<void>(vector), hn::Set(d, Operation::neutral))...};
    for (std::int64_t i = 0; i < count; ++i, src += stride) {
        ((totals[vector] = Operation::combine(d, totals[vector], load_doubles(d, src + vector * lanes))), ...);
    }
    (store_doubles(floats, hn::Div(totals[vector], hn::Set(d, divisor)), dst + vector * lanes), ...);
}

template <class Operation>
void reduce(const AxisLoops& loops, const float* src, float* dst, double divisor, std::int64_t begin,
            std::int64_t end) {
    constexpr std::size_t most_vectors = static_cast<std::size_t>(tile_columns) / double_lanes;
    for (std::int64_t i = begin; i < end; ++i) {
        const Tile tile = tile_at(loops, i);
        const float* from = src + tile.outer * loops.size * loops.inner + tile.column;
        float* to = dst + tile.outer * loops.inner + tile.column;
        if (loops.inner == 1) {
            const double total =
                combine_row<Operation>(from, loops.size, [](auto /*d*/, auto x) HWY_ATTR { return x; });
            *to = static_cast<float>(total / divisor);
        } else {
            for_each_group<most_vectors>(FloatsOfDoubles(), 0, tile.columns,
                                         [&](auto floats, std::int64_t column, auto vectors) HWY_ATTR {
                                             reduce_columns<Operation>(floats, vectors, from + column, to + column,
                                                                       loops.size, loops.inner, divisor);
                                         });
        }
    }
}

void reduce_tiles_here(ReductionKind kind, const AxisLoops& loops, const float* src, float* dst, std::int64_t begin,
                       std::int64_t end) {
    switch (kind) {
        case ReductionKind::mean:
            return reduce<Sum>(loops, src, dst, static_cast<double>(loops.size), begin, end);
        case ReductionKind::sum:
            return reduce<Sum>(loops, src, dst, 1, begin, end);
        case ReductionKind::max:
            return reduce<Maximum>(loops, src, dst, 1, begin, end);
        case ReductionKind::min:
            return reduce<Minimum>(loops, src, dst, 1, begin, end);
        case ReductionKind::product:
            return reduce<Product>(loops, src, dst, 1, begin, end);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(reduce_tiles_here);

void reduce_tiles(ReductionKind kind, const AxisLoops& loops, const float* src, float* dst, std::int64_t begin,
                  std::int64_t end) {
    HWY_DYNAMIC_DISPATCH(reduce_tiles_here)(kind, loops, src, dst, begin, end);
}

}  // namespace mish4j::kernels
#endif
