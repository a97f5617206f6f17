// SPDX-License-Identifier: Apache-2.0
#include "normalization.hpp"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/axis/normalization.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "kernels/vectors-inl.hpp"
#include "row_sums-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

HWY_INLINE void normalize_row(const float* src, float* dst, std::int64_t count, double epsilon) {
    const auto divisor = static_cast<double>(count);
    const double mean = combine_row<Sum>(src, count, [](auto /*d*/, auto x) HWY_ATTR { return x; }) / divisor;
    const double squares = combine_row<Sum>(src, count, [mean](auto d, auto x) HWY_ATTR {
        const auto distance = hn::Sub(x, hn::Set(d, mean));
        return hn::Mul(distance, distance);
    });
    const double factor = 1 / std::sqrt(squares / divisor + epsilon);
    for_each_vector(FloatsOfDoubles(), count, [&](auto floats, std::int64_t i) HWY_ATTR {
        const hn::Rebind<double, decltype(floats)> d;
        const auto distance = hn::Sub(load_doubles(d, src + i), hn::Set(d, mean));
        store_doubles(floats, hn::Mul(distance, hn::Set(d, factor)), dst + i);
    });
}

void normalize_rows_here(const float* src, float* dst, std::int64_t rows, std::int64_t columns, double epsilon) {
    for (std::int64_t row = 0; row < rows; ++row) {
        normalize_row(src + row * columns, dst + row * columns, columns, epsilon);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(normalize_rows_here);

void normalize_rows(const float* src, float* dst, std::int64_t rows, std::int64_t columns, double epsilon) {
    HWY_DYNAMIC_DISPATCH(normalize_rows_here)(src, dst, rows, columns, epsilon);
}

}  // namespace mish4j::kernels
#endif
