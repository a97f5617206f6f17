// SPDX-License-Identifier: Apache-2.0
//
// Rows of any number of elements as vectors, for each of Highway's targets.

// Included once for each target
#if defined(MISH4J_KERNELS_VECTORS_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef MISH4J_KERNELS_VECTORS_INL_HPP
#undef MISH4J_KERNELS_VECTORS_INL_HPP
#else
#define MISH4J_KERNELS_VECTORS_INL_HPP
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>
#include <utility>

HWY_BEFORE_NAMESPACE();
namespace mish4j::kernels {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Divides the elements `first` to count - 1 of a row into groups of neighbouring vectors, of at most `vectors`, a power
// of two, and the rest of the row into ever smaller vectors. Calls use(tag, i, sequence) for each group: its vectors
// are those of the tag, its first element is element i, and an index sequence numbers its vectors.
template <std::size_t vectors, class D, class Use>
HWY_INLINE void for_each_group(D d, std::int64_t first, std::int64_t count, const Use& use) {
    constexpr auto size = static_cast<std::int64_t>(vectors * hn::MaxLanes(d));
    for (; first + size <= count; first += size) use(d, first, std::make_index_sequence<vectors>());
    if constexpr (vectors > 1) {
        if (first < count) for_each_group<vectors / 2>(d, first, count, use);
    } else if constexpr (size > 1) {
        if (first < count) for_each_group<1>(hn::Half<D>(), first, count, use);
    }
}

// Calls use(tag, i) for each vector of a row: its elements are those from element i on.
template <class D, class Use>
HWY_INLINE void for_each_vector(D d, std::int64_t count, const Use& use) {
    for_each_group<1>(d, 0, count, [&](auto tag, std::int64_t i, auto /*vectors*/) HWY_ATTR { use(tag, i); });
}

}  // namespace HWY_NAMESPACE
}  // namespace mish4j::kernels
HWY_AFTER_NAMESPACE();

#endif
