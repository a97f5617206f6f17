// SPDX-License-Identifier: Apache-2.0
//
// Operators that move elements.
#include <stdexcept>

#include "oracle_indices.hpp"

namespace mish4j::test::oracle {

Tensor concat(std::size_t axis, const std::vector<Tensor>& srcs) {
    Dims dims = srcs[0].dims;
    dims[axis] = 0;
    for (const Tensor& src : srcs) dims[axis] += src.dims[axis];
    return generate(dims, [&](Dims index) {
        for (const Tensor& src : srcs) {
            if (index[axis] < src.dims[axis]) return at(src, index);
            index[axis] -= src.dims[axis];
        }
        throw std::logic_error("concat");
    });
}

Tensor slice(const Tensor& src, const Dims& starts, const Dims& sizes, const Dims& steps) {
    return generate(sizes, [&](Dims index) {
        for (std::size_t i = 0; i < index.size(); ++i) index[i] = starts[i] + index[i] * steps[i];
        return at(src, index);
    });
}

Tensor gather(std::size_t axis, const Dims& indices, const Tensor& src) {
    return interpolate(axis, 1, indices, std::vector<float>(indices.size(), 1), src);
}

Tensor interpolate(std::size_t axis, mish4j_int64 taps, const Dims& indices, const std::vector<float>& weights,
                   const Tensor& src) {
    Dims dims = src.dims;
    dims[axis] = static_cast<mish4j_int64>(indices.size()) / taps;
    return generate(dims, [&](const Dims& index) {
        double sum = 0;
        for (mish4j_int64 tap = 0; tap < taps; ++tap) {
            const auto term = static_cast<std::size_t>(index[axis] * taps + tap);
            Dims place = index;
            place[axis] = indices[term];
            sum += double{weights[term]} * at(src, place);
        }
        return sum;
    });
}

Tensor resize_nearest(const Tensor& src, const Dims& scales) {
    Dims dims = src.dims;
    for (std::size_t i = 0; i < scales.size(); ++i) dims[i + 2] *= scales[i];
    return generate(dims, [&](Dims index) {
        for (std::size_t i = 0; i < scales.size(); ++i) index[i + 2] /= scales[i];
        return at(src, index);
    });
}

Tensor reshape(const Tensor& src, const Dims& dims) { return {dims, src.data}; }

Tensor transpose(const Tensor& src, const Dims& permutation) {
    Dims dims;
    for (mish4j_int64 axis : permutation) dims.push_back(src.dims[static_cast<std::size_t>(axis)]);
    return generate(dims, [&](const Dims& index) {
        Dims from(index.size());
        for (std::size_t i = 0; i < index.size(); ++i) from[static_cast<std::size_t>(permutation[i])] = index[i];
        return at(src, from);
    });
}

}  // namespace mish4j::test::oracle
