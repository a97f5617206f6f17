// SPDX-License-Identifier: Apache-2.0
//
// Operators that combine the elements along some dimensions.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "oracle_indices.hpp"

namespace mish4j::test::oracle {

Tensor softmax(std::size_t axis, bool logarithmic, const Tensor& src) {
    return generate(src.dims, [&](const Dims& index) {
        const double x = at(src, index);
        double sum = 0;
        Dims other = index;
        for (other[axis] = 0; other[axis] < src.dims[axis]; ++other[axis]) sum += std::exp(at(src, other) - x);
        return logarithmic ? -std::log(sum) : 1 / sum;
    });
}

Tensor normalize(std::size_t first_axis, double epsilon, const Tensor& src) {
    const Dims row(src.dims.begin() + static_cast<std::ptrdiff_t>(first_axis), src.dims.end());
    const auto columns = static_cast<std::size_t>(element_count(row));
    Tensor result{src.dims, {}};
    for (std::size_t first = 0; first < src.data.size(); first += columns) {
        double mean = 0;
        double variance = 0;
        for (std::size_t i = first; i < first + columns; ++i) mean += src.data[i] / static_cast<double>(columns);
        for (std::size_t i = first; i < first + columns; ++i) {
            variance += (src.data[i] - mean) * (src.data[i] - mean) / static_cast<double>(columns);
        }
        for (std::size_t i = first; i < first + columns; ++i) {
            result.data.push_back((src.data[i] - mean) / std::sqrt(variance + epsilon));
        }
    }
    return result;
}

Tensor reduce(std::int32_t kind, const Tensor& src, const Dims& axes, bool keep_dims) {
    const auto reduced = [&](std::size_t i) {
        return std::find(axes.begin(), axes.end(), static_cast<mish4j_int64>(i)) != axes.end();
    };
    Dims kept;    // with a 1 for each dimension that is reduced
    Dims window;  // with a 1 for each that is not
    Dims result;
    for (std::size_t i = 0; i < src.dims.size(); ++i) {
        kept.push_back(reduced(i) ? 1 : src.dims[i]);
        window.push_back(reduced(i) ? src.dims[i] : 1);
        if (keep_dims || !reduced(i)) result.push_back(kept[i]);
    }
    Tensor reduced_src = generate(kept, [&](const Dims& index) {
        double sum = 0;
        double product = 1;
        double largest = at(src, index);
        double smallest = at(src, index);
        for_each_index(window, [&](const Dims& offset) {
            Dims place = index;
            for (std::size_t i = 0; i < place.size(); ++i) place[i] += offset[i];
            const double x = at(src, place);
            sum += x;
            product *= x;
            largest = std::max(largest, x);
            smallest = std::min(smallest, x);
        });
        switch (kind) {
            case MISH4J_REDUCE_MEAN:
                return sum / static_cast<double>(element_count(window));
            case MISH4J_REDUCE_SUM:
                return sum;
            case MISH4J_REDUCE_MAX:
                return largest;
            case MISH4J_REDUCE_MIN:
                return smallest;
            case MISH4J_REDUCE_PRODUCT:
                return product;
            default:
                throw std::invalid_argument("kind");
        }
    });
    return {result, reduced_src.data};
}

Tensor arg_reduce(std::int32_t kind, const Tensor& src, std::size_t axis, bool keep_dims, bool last) {
    Dims kept = src.dims;
    kept[axis] = 1;
    const Tensor places = generate(kept, [&](const Dims& index) {
        Dims best = index;
        Dims place = index;
        for (place[axis] = 1; place[axis] < src.dims[axis]; ++place[axis]) {
            const double x = at(src, place);
            const double y = at(src, best);
            if ((kind == MISH4J_ARG_MAX ? x > y : x < y) || (last && x == y)) best = place;
        }
        return static_cast<double>(best[axis]);
    });
    Dims dims = kept;
    if (!keep_dims) dims.erase(dims.begin() + static_cast<std::ptrdiff_t>(axis));
    return {dims, places.data};
}

Tensor top_k(std::int32_t kind, const Tensor& src, std::size_t axis, std::int64_t count, bool places) {
    Dims dims = src.dims;
    dims[axis] = count;
    return generate(dims, [&](const Dims& index) {
        Dims place = index;
        for (place[axis] = 0; place[axis] < src.dims[axis]; ++place[axis]) {
            const double x = at(src, place);
            std::int64_t before = 0;
            Dims other = place;
            for (other[axis] = 0; other[axis] < src.dims[axis]; ++other[axis]) {
                const double y = at(src, other);
                const bool equal = y == x || (std::isnan(y) && std::isnan(x));
                const bool beyond = kind == MISH4J_ARG_MAX ? y > x : y < x;
                if (beyond || (std::isnan(y) && !std::isnan(x)) || (equal && other[axis] < place[axis])) ++before;
            }
            if (before == index[axis]) return places ? static_cast<double>(place[axis]) : x;
        }
        throw std::logic_error("no element at this place");
    });
}

}  // namespace mish4j::test::oracle
