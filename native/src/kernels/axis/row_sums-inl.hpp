// SPDX-License-Identifier: Apache-2.0
//
// Sums and the like of rows of floats, in double, for each of Highway's targets.

// Included once for each target
#if defined(MISH4J_KERNELS_AXIS_ROW_SUMS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_AXIS_ROW_SUMS_INL_HPP
#undef MISH4J_KERNELS_AXIS_ROW_SUMS_INL_HPP
#else
#define MISH4J_KERNELS_AXIS_ROW_SUMS_INL_HPP
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::ScalableTag<double>;
using FloatsOfDoubles = hn::Rebind<float, Doubles>;
constexpr std::size_t double_lanes = hn::MaxLanes(Doubles());

// So many elements of a row are combined side by side, with every instruction set: the order of the operations is the
// same with each.
constexpr std::size_t row_lanes = 32;
using RowVectors = std::make_index_sequence<row_lanes / double_lanes>;

template <class D>
HWY_INLINE hn::Vec<D> load_doubles(D d, const float* src) {
    return hn::PromoteTo(d, hn::LoadU(hn::Rebind<float, D>(), src));
}

// Rounds to floats. What is too large becomes infinite, where Highway's conversion for HWY_SCALAR gives the largest
// float.
template <class D>
HWY_INLINE void store_doubles([[maybe_unused]] D floats, hn::Vec<hn::Rebind<double, D>> x, float* dst) {
#if HWY_TARGET == HWY_SCALAR
    *dst = static_cast<float>(hn::GetLane(x));
#else
    hn::StoreU(hn::DemoteTo(floats, x), floats, dst);
#endif
}

// lanes[i] becomes that and lanes[i + half] combined, for i below `half`.
template <class Operation, class D>
HWY_INLINE void combine_halves(D d, double* lanes, std::size_t half) {
    for (std::size_t i = 0; i < half; i += hn::MaxLanes(d)) {
        hn::StoreU(Operation::combine(d, hn::LoadU(d, lanes + i), hn::LoadU(d, lanes + i + half)), d, lanes + i);
    }
}

template <class Operation, class Term, std::size_t... vector>
HWY_INLINE double combine_row(std::index_sequence<vector...> /*vectors*/, const float* src, std::int64_t count,
                              const Term& term) {
    const Doubles d;
    const hn::CappedTag<double, 1> single;
    constexpr auto step = static_cast<std::int64_t>(row_lanes);
    hn::Vec<Doubles> totals[] = {(static_cast<void>(vector), hn::Set(d, Operation::neutral))...};
    std::int64_t i = 0;
    for (; i + step <= count; i += step) {
        ((totals[vector] =
              Operation::combine(d, totals[vector], term(d, load_doubles(d, src + i + vector * double_lanes)))),
         ...);
    }
    HWY_ALIGN double lanes[row_lanes];
    (hn::Store(totals[vector], d, lanes + vector * double_lanes), ...);
    for (double* lane = lanes; i < count; ++i, ++lane) {
        const auto x = term(single, load_doubles(single, src + i));
        hn::StoreU(Operation::combine(single, hn::LoadU(single, lane), x), single, lane);
    }
    std::size_t half = row_lanes / 2;
    for (; half >= double_lanes; half /= 2) combine_halves<Operation>(d, lanes, half);
    for (; half > 0; half /= 2) combine_halves<Operation>(single, lanes, half);
    return lanes[0];
}

// term(tag, x) of all elements x of a row, which are vectors of double, combined.
template <class Operation, class Term>
HWY_INLINE double combine_row(const float* src, std::int64_t count, const Term& term) {
    if (count >= static_cast<std::int64_t>(row_lanes)) return combine_row<Operation>(RowVectors(), src, count, term);
    const hn::CappedTag<double, 1> single;
    auto total = hn::Set(single, Operation::neutral);
    for (std::int64_t i = 0; i < count; ++i) {
        total = Operation::combine(single, total, term(single, load_doubles(single, src + i)));
    }
    return hn::GetLane(total);
}

// Operations, with what does not change what it is combined with. NaN among the elements gives NaN.

struct Sum {
    static constexpr double neutral = 0;
    template <class D, class V>
    static HWY_INLINE V combine(D /*d*/, V total, V x) {
        return hn::Add(total, x);
    }
};

struct Product {
    static constexpr double neutral = 1;
    template <class D, class V>
    static HWY_INLINE V combine(D /*d*/, V total, V x) {
        return hn::Mul(total, x);
    }
};

struct Maximum {
    static constexpr double neutral = -std::numeric_limits<double>::infinity();
    template <class D, class V>
    static HWY_INLINE V combine(D /*d*/, V total, V x) {
        return hn::IfThenElse(hn::Or(hn::Gt(x, total), hn::IsNaN(x)), x, total);
    }
};

struct Minimum {
    static constexpr double neutral = std::numeric_limits<double>::infinity();
    template <class D, class V>
    static HWY_INLINE V combine(D /*d*/, V total, V x) {
        return hn::IfThenElse(hn::Or(hn::Lt(x, total), hn::IsNaN(x)), x, total);
    }
};

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
