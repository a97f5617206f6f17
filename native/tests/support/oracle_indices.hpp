// SPDX-License-Identifier: Apache-2.0
//
// Indices of tensors, for the files of the oracle.
#pragma once

#include <functional>
#include <numeric>

#include "oracle.hpp"

namespace mish4j::test::oracle {

inline std::size_t offset_of(const Dims& dims, const Dims& index) {
    mish4j_int64 offset = 0;
    for (std::size_t i = 0; i < index.size(); ++i) offset = offset * dims[i] + index[i];
    return static_cast<std::size_t>(offset);
}

// Moves to the next index in row-major order; false after the last.
inline bool advance(Dims& index, const Dims& dims) {
    for (std::size_t i = dims.size(); i-- > 0;) {
        if (++index[i] < dims[i]) return true;
        index[i] = 0;
    }
    return false;
}

inline void for_each_index(const Dims& dims, const std::function<void(const Dims&)>& f) {
    Dims index(dims.size(), 0);
    do {
        f(index);
    } while (advance(index, dims));
}

// How many elements lie between a pixel's neighbouring channels.
inline std::size_t channel_stride(const Dims& dims) {
    return static_cast<std::size_t>(
        std::accumulate(dims.begin() + 2, dims.end(), mish4j_int64{1}, std::multiplies<>()));
}

inline Dims spatial(const Dims& dims) { return {dims.begin() + 2, dims.end()}; }

// [first, second, rest...]
inline Dims join(mish4j_int64 first, mish4j_int64 second, const Dims& rest) {
    Dims result = {first, second};
    result.insert(result.end(), rest.begin(), rest.end());
    return result;
}

}  // namespace mish4j::test::oracle
