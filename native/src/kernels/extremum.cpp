// SPDX-License-Identifier: Apache-2.0
#include "extremum.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/extremum.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

// An operand whose step is 0 is the same number all along.
template <bool largest, std::int64_t left_step, std::int64_t right_step>
void extremum_row(const float* left, const float* right, float* dst, std::int64_t count) {
    for_each_vector(hn::ScalableTag<float>(), count, [=](auto d, std::int64_t i) HWY_ATTR {
        const auto a = left_step == 0 ? hn::Set(d, *left) : hn::LoadU(d, left + i);
        const auto b = right_step == 0 ? hn::Set(d, *right) : hn::LoadU(d, right + i);
        const auto is_left = largest ? hn::Gt(a, b) : hn::Lt(a, b);
        hn::StoreU(hn::IfThenElse(hn::Or(is_left, hn::IsNaN(a)), a, b), d, dst + i);
    });
}

template <bool largest>
void extremum_with_steps(const float* left, std::int64_t left_step, const float* right, std::int64_t right_step,
                         float* dst, std::int64_t count) {
    if (left_step == 0) {
        extremum_row<largest, 0, 1>(left, right, dst, count);
    } else if (right_step == 0) {
        extremum_row<largest, 1, 0>(left, right, dst, count);
    } else {
        extremum_row<largest, 1, 1>(left, right, dst, count);
    }
}

void extremum_here(bool largest, const float* left, std::int64_t left_step, const float* right, std::int64_t right_step,
                   float* dst, std::int64_t count) {
    if (largest) {
        extremum_with_steps<true>(left, left_step, right, right_step, dst, count);
    } else {
        extremum_with_steps<false>(left, left_step, right, right_step, dst, count);
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(extremum_here);

void extremum(bool largest, const float* left, std::int64_t left_step, const float* right, std::int64_t right_step,
              float* dst, std::int64_t count) {
    HWY_DYNAMIC_DISPATCH(extremum_here)(largest, left, left_step, right, right_step, dst, count);
}

}  // namespace mish4j::kernels
#endif
