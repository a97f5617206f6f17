// SPDX-License-Identifier: Apache-2.0
#include "oracle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace mish4j::test::oracle {

namespace {

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

double at(const Tensor& tensor, const Dims& index) {
    mish4j_int64 offset = 0;
    for (std::size_t i = 0; i < index.size(); ++i) offset = offset * tensor.dims[i] + index[i];
    return tensor.data.at(static_cast<std::size_t>(offset));
}

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
    return generate(join(src.dims[0], weights.dims[0], windowed(size, kernel, windows)), [&](const Dims& index) {
        double sum = bias != nullptr ? at(*bias, {index[1]}) : 0;
        for_each_tap(spatial(index), kernel, windows, [&](const Dims& tap, const Dims& place) {
            if (!inside(place, size)) return;
            for (mish4j_int64 c = 0; c < channels_per_group; ++c) {
                const mish4j_int64 channel = index[1] / results_per_group * channels_per_group + c;
                sum += at(src, join(index[0], channel, place)) * at(weights, join(index[1], c, tap));
            }
        });
        return sum;
    });
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

Tensor global_pooling(std::int32_t kind, const Tensor& src) {
    const Dims kernel = spatial(src.dims);
    const Dims ones(kernel.size(), 1);
    const Dims zeros(kernel.size(), 0);
    return pooling(kind, src, kernel, {ones, ones, zeros, zeros});
}

Tensor eltwise(std::int32_t kind, float alpha, float beta, const Tensor& src) {
    Tensor result = src;
    for (double& x : result.data) x = eltwise(kind, double{alpha}, double{beta}, x);
    return result;
}

Tensor binary(std::int32_t kind, const Tensor& src0, const Tensor& src1) {
    Dims dims(std::max(src0.dims.size(), src1.dims.size()), 1);
    for (const Tensor* src : {&src0, &src1}) {
        for (std::size_t i = 0; i < src->dims.size(); ++i) {
            mish4j_int64& dim = dims[dims.size() - src->dims.size() + i];
            dim = std::max(dim, src->dims[i]);
        }
    }
    return generate(
        dims, [&](const Dims& index) { return binary(kind, broadcast_at(src0, index), broadcast_at(src1, index)); });
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

Tensor resize_nearest(const Tensor& src, const Dims& scales) {
    Dims dims = src.dims;
    for (std::size_t i = 0; i < scales.size(); ++i) dims[i + 2] *= scales[i];
    return generate(dims, [&](Dims index) {
        for (std::size_t i = 0; i < scales.size(); ++i) index[i + 2] /= scales[i];
        return at(src, index);
    });
}

Tensor softmax(std::size_t axis, const Tensor& src) {
    return generate(src.dims, [&](const Dims& index) {
        const double x = at(src, index);
        double sum = 0;
        Dims other = index;
        for (other[axis] = 0; other[axis] < src.dims[axis]; ++other[axis]) sum += std::exp(at(src, other) - x);
        return 1 / sum;
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

Tensor reduce_mean(const Tensor& src, const Dims& axes, bool keep_dims) {
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
    Tensor mean = generate(kept, [&](const Dims& index) {
        double sum = 0;
        for_each_index(window, [&](const Dims& offset) {
            Dims place = index;
            for (std::size_t i = 0; i < place.size(); ++i) place[i] += offset[i];
            sum += at(src, place);
        });
        return sum / static_cast<double>(element_count(window));
    });
    return {result, mean.data};
}

}  // namespace mish4j::test::oracle
