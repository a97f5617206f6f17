// SPDX-License-Identifier: Apache-2.0
#include "oracle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <stdexcept>

namespace mish4j::test::oracle {

namespace {

std::size_t offset_of(const Dims& dims, const Dims& index) {
    mish4j_int64 offset = 0;
    for (std::size_t i = 0; i < index.size(); ++i) offset = offset * dims[i] + index[i];
    return static_cast<std::size_t>(offset);
}

// Moves to the next index in row-major order; false after the last.
bool advance(Dims& index, const Dims& dims) {
    for (std::size_t i = dims.size(); i-- > 0;) {
        if (++index[i] < dims[i]) return true;
        index[i] = 0;
    }
    return false;
}

void for_each_index(const Dims& dims, const std::function<void(const Dims&)>& f) {
    Dims index(dims.size(), 0);
    do {
        f(index);
    } while (advance(index, dims));
}

// How many elements lie between a pixel's neighbouring channels.
std::size_t channel_stride(const Dims& dims) {
    return static_cast<std::size_t>(
        std::accumulate(dims.begin() + 2, dims.end(), mish4j_int64{1}, std::multiplies<>()));
}

Dims spatial(const Dims& dims) { return {dims.begin() + 2, dims.end()}; }

// [first, second, rest...]
Dims join(mish4j_int64 first, mish4j_int64 second, const Dims& rest) {
    Dims result = {first, second};
    result.insert(result.end(), rest.begin(), rest.end());
    return result;
}

Dims windowed(const Dims& size, const Dims& kernel, const Windows& windows) {
    Dims out;
    for (std::size_t i = 0; i < size.size(); ++i) {
        const mish4j_int64 padded = size[i] + windows.pads_begin[i] + windows.pads_end[i];
        out.push_back((padded - (windows.dilations[i] * (kernel[i] - 1) + 1)) / windows.strides[i] + 1);
    }
    return out;
}

// Calls f with every tap of the kernel and its place in the image, which may lie in the padding.
void for_each_tap(const Dims& out, const Dims& kernel, const Windows& windows,
                  const std::function<void(const Dims& tap, const Dims& place)>& f) {
    for_each_index(kernel, [&](const Dims& tap) {
        Dims place(out.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
            place[i] = out[i] * windows.strides[i] - windows.pads_begin[i] + tap[i] * windows.dilations[i];
        }
        f(tap, place);
    });
}

bool inside(const Dims& place, const Dims& size) {
    for (std::size_t i = 0; i < size.size(); ++i) {
        if (place[i] < 0 || place[i] >= size[i]) return false;
    }
    return true;
}

// The dimensions that tensors broadcast to.
Dims broadcast_dims(const std::vector<const Tensor*>& tensors) {
    Dims reversed;
    for (const Tensor* tensor : tensors) {
        const Dims& dims = tensor->dims;
        reversed.resize(std::max(reversed.size(), dims.size()), 1);
        for (std::size_t i = 0; i < dims.size(); ++i) reversed[i] = std::max(reversed[i], dims[dims.size() - 1 - i]);
    }
    return {reversed.rbegin(), reversed.rend()};
}

// The element that a broadcast operand has at an index of the result.
double broadcast_at(const Tensor& tensor, const Dims& index) {
    Dims own(tensor.dims.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        own[i] = tensor.dims[i] == 1 ? 0 : index[index.size() - own.size() + i];
    }
    return at(tensor, own);
}

}  // namespace

mish4j_int64 element_count(const Dims& dims) {
    mish4j_int64 count = 1;
    for (mish4j_int64 dim : dims) count *= dim;
    return count;
}

Tensor generate(const Dims& dims, const std::function<double(const Dims&)>& f) {
    Tensor result{dims, {}};
    for_each_index(dims, [&](const Dims& index) { result.data.push_back(f(index)); });
    return result;
}

double at(const Tensor& tensor, const Dims& index) { return tensor.data.at(offset_of(tensor.dims, index)); }

double eltwise(std::int32_t kind, double alpha, double beta, double x) {
    // ln(1 + e^x), which is x to the last bit of a double from 40 on.
    const auto softplus = [](double v) { return v > 40 ? v : std::log1p(std::exp(v)); };
    switch (kind) {
        case MISH4J_ELTWISE_MISH:
            return x == -std::numeric_limits<double>::infinity() ? 0 : x * std::tanh(softplus(x));
        case MISH4J_ELTWISE_RELU:
            return x > 0 ? x : alpha * x;
        case MISH4J_ELTWISE_SIGMOID:
            return 1 / (1 + std::exp(-x));
        case MISH4J_ELTWISE_TANH:
            return std::tanh(x);
        case MISH4J_ELTWISE_SOFTPLUS:
            return softplus(x);
        case MISH4J_ELTWISE_SWISH:
            return x / (1 + std::exp(-alpha * x));
        case MISH4J_ELTWISE_LINEAR:
            return alpha * x + beta;
        case MISH4J_ELTWISE_CLIP:
            return std::min(std::max(x, alpha), beta);
        case MISH4J_ELTWISE_ELU:
            return x > 0 ? x : alpha * std::expm1(x);
        case MISH4J_ELTWISE_EXP:
            return std::exp(x);
        case MISH4J_ELTWISE_SQRT:
            return std::sqrt(x);
        case MISH4J_ELTWISE_LOG:
            return std::log(x);
        case MISH4J_ELTWISE_ABS:
            return std::abs(x);
        case MISH4J_ELTWISE_POW:
            return alpha * std::pow(x, beta);
        case MISH4J_ELTWISE_ROUND:
            return std::nearbyint(x);
        case MISH4J_ELTWISE_FLOOR:
            return std::floor(x);
        case MISH4J_ELTWISE_CEIL:
            return std::ceil(x);
        case MISH4J_ELTWISE_SIGN:
            return x < 0 ? -1 : x > 0 ? 1 : x;
        case MISH4J_ELTWISE_ERF:
            return std::erf(x);
        case MISH4J_ELTWISE_GELU:
            return x * std::erfc(-x / std::numbers::sqrt2) / 2;
        case MISH4J_ELTWISE_GELU_TANH:
            return x * (1 + std::tanh(std::sqrt(2 / std::numbers::pi) * (x + 0.044715 * x * x * x))) / 2;
        case MISH4J_ELTWISE_HARD_SIGMOID:
            return std::min(std::max(alpha * x + beta, 0.0), 1.0);
        case MISH4J_ELTWISE_HARD_SWISH:
            return x * std::min(std::max(x / 6 + 0.5, 0.0), 1.0);
        case MISH4J_ELTWISE_SOFTSIGN:
            return x / (1 + std::abs(x));
        default:
            throw std::invalid_argument("kind");
    }
}

double binary(std::int32_t kind, double a, double b) {
    switch (kind) {
        case MISH4J_BINARY_ADD:
            return a + b;
        case MISH4J_BINARY_SUB:
            return a - b;
        case MISH4J_BINARY_MUL:
            return a * b;
        case MISH4J_BINARY_DIV:
            return a / b;
        case MISH4J_BINARY_MIN:
            return std::min(a, b);
        case MISH4J_BINARY_MAX:
            return std::max(a, b);
        case MISH4J_BINARY_POW:
            return std::pow(a, b);
        case MISH4J_BINARY_EQUAL:
            return a == b ? 1 : 0;
        case MISH4J_BINARY_LESS:
            return a < b ? 1 : 0;
        case MISH4J_BINARY_LESS_OR_EQUAL:
            return a <= b ? 1 : 0;
        case MISH4J_BINARY_GREATER:
            return a > b ? 1 : 0;
        case MISH4J_BINARY_GREATER_OR_EQUAL:
            return a >= b ? 1 : 0;
        default:
            throw std::invalid_argument("kind");
    }
}

Tensor convolution(const Tensor& src, const Tensor& weights, const Tensor* bias, mish4j_int64 groups,
                   const Windows& windows) {
    const Dims size = spatial(src.dims);
    const Dims kernel = spatial(weights.dims);
    const mish4j_int64 channels_per_group = weights.dims[1];
    const mish4j_int64 results_per_group = weights.dims[0] / groups;
    const std::size_t src_stride = channel_stride(src.dims);
    const std::size_t weights_stride = channel_stride(weights.dims);
    return generate(join(src.dims[0], weights.dims[0], windowed(size, kernel, windows)), [&](const Dims& index) {
        double sum = bias != nullptr ? at(*bias, {index[1]}) : 0;
        for_each_tap(spatial(index), kernel, windows, [&](const Dims& tap, const Dims& place) {
            if (!inside(place, size)) return;
            const mish4j_int64 first = index[1] / results_per_group * channels_per_group;
            std::size_t src_offset = offset_of(src.dims, join(index[0], first, place));
            std::size_t weights_offset = offset_of(weights.dims, join(index[1], 0, tap));
            for (mish4j_int64 c = 0; c < channels_per_group; ++c) {
                sum += src.data.at(src_offset) * weights.data.at(weights_offset);
                src_offset += src_stride;
                weights_offset += weights_stride;
            }
        });
        return sum;
    });
}

// Each element of the source is spread over its window, which lies on the result.
Tensor deconvolution(const Tensor& src, const Tensor& weights, const Tensor* bias, mish4j_int64 groups,
                     const Windows& windows, const Dims& output_pads) {
    const Dims kernel = spatial(weights.dims);
    const mish4j_int64 channels_per_group = src.dims[1] / groups;
    const mish4j_int64 results_per_group = weights.dims[1];
    Dims size;
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        size.push_back(windows.strides[i] * (src.dims[i + 2] - 1) + windows.dilations[i] * (kernel[i] - 1) + 1 +
                       output_pads[i] - windows.pads_begin[i] - windows.pads_end[i]);
    }
    Tensor result = generate(join(src.dims[0], results_per_group * groups, size),
                             [&](const Dims& index) { return bias != nullptr ? at(*bias, {index[1]}) : 0; });
    const std::size_t result_stride = channel_stride(result.dims);
    const std::size_t weights_stride = channel_stride(weights.dims);
    for_each_index(src.dims, [&](const Dims& index) {
        for_each_tap(spatial(index), kernel, windows, [&](const Dims& tap, const Dims& place) {
            if (!inside(place, size)) return;
            const mish4j_int64 first = index[1] / channels_per_group * results_per_group;
            std::size_t result_offset = offset_of(result.dims, join(index[0], first, place));
            std::size_t weights_offset = offset_of(weights.dims, join(index[1], 0, tap));
            for (mish4j_int64 k = 0; k < results_per_group; ++k) {
                result.data.at(result_offset) += at(src, index) * weights.data.at(weights_offset);
                result_offset += result_stride;
                weights_offset += weights_stride;
            }
        });
    });
    return result;
}

Tensor matmul(const Tensor& src, const Tensor& weights, const Tensor* bias) {
    const std::size_t rank = src.dims.size();
    Dims dims = src.dims;
    for (std::size_t i = 0; i + 2 < rank; ++i) dims[i] = std::max(src.dims[i], weights.dims[i]);
    dims[rank - 1] = weights.dims[rank - 1];
    return generate(dims, [&](const Dims& index) {
        double sum = bias != nullptr ? at(*bias, {index[rank - 1]}) : 0;
        for (mish4j_int64 k = 0; k < src.dims[rank - 1]; ++k) {
            Dims left = index;
            Dims right = index;
            left[rank - 1] = k;
            right[rank - 2] = k;
            sum += broadcast_at(src, left) * broadcast_at(weights, right);
        }
        return sum;
    });
}

Tensor pooling(std::int32_t kind, const Tensor& src, const Dims& kernel, const Windows& windows) {
    const Dims size = spatial(src.dims);
    return generate(join(src.dims[0], src.dims[1], windowed(size, kernel, windows)), [&](const Dims& index) {
        double largest = -std::numeric_limits<double>::infinity();
        double sum = 0;
        int seen = 0;
        int taps = 0;
        for_each_tap(spatial(index), kernel, windows, [&](const Dims&, const Dims& place) {
            ++taps;
            if (!inside(place, size)) return;
            const double x = at(src, join(index[0], index[1], place));
            largest = std::max(largest, x);
            sum += x;
            ++seen;
        });
        if (kind == MISH4J_POOLING_MAX) return largest;
        return sum / (kind == MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING ? seen : taps);
    });
}

Tensor eltwise(std::int32_t kind, float alpha, float beta, const Tensor& src) {
    Tensor result = src;
    for (double& x : result.data) x = eltwise(kind, double{alpha}, double{beta}, x);
    return result;
}

Tensor binary(std::int32_t kind, const Tensor& src0, const Tensor& src1) {
    const Dims dims = broadcast_dims({&src0, &src1});
    return generate(
        dims, [&](const Dims& index) { return binary(kind, broadcast_at(src0, index), broadcast_at(src1, index)); });
}

Tensor select(const Tensor& condition, const Tensor& src0, const Tensor& src1) {
    return generate(broadcast_dims({&condition, &src0, &src1}), [&](const Dims& index) {
        return broadcast_at(broadcast_at(condition, index) != 0 ? src0 : src1, index);
    });
}

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
