// SPDX-License-Identifier: Apache-2.0
#include "interpolate.hpp"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/axis/interpolate.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "kernels/vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

using Floats = hn::ScalableTag<float>;

// src[indices[i]] for the lanes i of a vector. They are loaded one by one: the processors' instructions for it are
// slower.
template <class D, std::size_t... lane>
HWY_INLINE hn::Vec<D> gather(D d, std::index_sequence<lane...> /*lanes*/, const float* src,
                             const std::int32_t* indices) {
    HWY_ALIGN const float elements[] = {src[indices[lane]]...};
    return hn::Load(d, elements);
}

// The sums of one row, along which the dimension runs: each place gathers its terms.
HWY_INLINE void interpolate_row(const InterpolateTerms terms, const float* src, float* dst) {
    const std::int64_t end = terms.places * terms.taps;
    for_each_vector(Floats(), terms.places, [=](auto d, std::int64_t place) HWY_ATTR {
        const std::make_index_sequence<hn::MaxLanes(d)> lanes;
        auto sum = hn::Mul(hn::LoadU(d, terms.weights + place), gather(d, lanes, src, terms.indices + place));
        for (std::int64_t term = terms.places + place; term < end; term += terms.places) {
            sum = hn::MulAdd(hn::LoadU(d, terms.weights + term), gather(d, lanes, src, terms.indices + term), sum);
        }
        hn::StoreU(sum, d, dst + place);
    });
}

// So many neighbours are summed up at a time: they stay in the nearest cache.
constexpr std::int64_t piece = 2048;

// Writes the sums of some terms of one place, or adds them to dst. `number...`: 0 to the number of terms - 1, of which
// `term` is the first.
template <bool accumulate, std::size_t... number>
HWY_INLINE void sum_terms(std::index_sequence<number...> /*terms*/, const InterpolateTerms& terms, std::int64_t term,
                          const float* src, std::int64_t stride, float* dst, std::int64_t count) {
    const std::array rows = {src + terms.indices[term + number * terms.places] * stride...};
    const std::array weights = {terms.weights[term + number * terms.places]...};
    for_each_vector(Floats(), count, [=](auto d, std::int64_t i) HWY_ATTR {
        hn::Vec<decltype(d)> sum;
        if constexpr (accumulate) {
            sum = hn::MulAdd(hn::Set(d, weights[0]), hn::LoadU(d, rows[0] + i), hn::LoadU(d, dst + i));
        } else {
            sum = hn::Mul(hn::Set(d, weights[0]), hn::LoadU(d, rows[0] + i));
        }
        if constexpr (sizeof...(number) > 1) {
            sum = hn::MulAdd(hn::Set(d, weights[1]), hn::LoadU(d, rows[1] + i), sum);
        }
        hn::StoreU(sum, d, dst + i);
    });
}

// Neighbours of one place. Two terms at a time, each by instructions of its own: so the processor knows to read ahead.
HWY_INLINE void interpolate_piece(const InterpolateTerms& terms, std::int64_t place, const float* src,
                                  std::int64_t stride, float* dst, std::int64_t count) {
    const std::make_index_sequence<1> one;
    const std::make_index_sequence<2> two;
    if (terms.taps == 1) return sum_terms<false>(one, terms, place, src, stride, dst, count);
    sum_terms<false>(two, terms, place, src, stride, dst, count);
    std::int64_t tap = 2;
    for (; tap + 1 < terms.taps; tap += 2) {
        sum_terms<true>(two, terms, tap * terms.places + place, src, stride, dst, count);
    }
    if (tap < terms.taps) sum_terms<true>(one, terms, tap * terms.places + place, src, stride, dst, count);
}

void interpolate_parts_here(const AxisLoops& loops, const InterpolateTerms& terms, const float* src, float* dst,
                            std::int64_t begin, std::int64_t end) {
    const std::int64_t stride = loops.inner;
    if (stride == 1) {
        for (std::int64_t row = begin; row < end; ++row) {
            interpolate_row(terms, src + row * loops.size, dst + row * terms.places);
        }
        return;
    }
    for (std::int64_t i = begin; i < end; ++i) {
        const float* block = src + i / terms.places * loops.size * stride;
        for (std::int64_t first = 0; first < stride; first += piece) {
            interpolate_piece(terms, i % terms.places, block + first, stride, dst + i * stride + first,
                              std::min(piece, stride - first));
        }
    }
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mish4j::kernels {

HWY_EXPORT(interpolate_parts_here);

std::int64_t interpolate_part_count(const AxisLoops& loops, const InterpolateTerms& terms) {
    return loops.inner == 1 ? loops.outer : loops.outer * terms.places;
}

void interpolate_parts(const AxisLoops& loops, const InterpolateTerms& terms, const float* src, float* dst,
                       std::int64_t begin, std::int64_t end) {
    HWY_DYNAMIC_DISPATCH(interpolate_parts_here)(loops, terms, src, dst, begin, end);
}

}  // namespace mish4j::kernels
#endif
