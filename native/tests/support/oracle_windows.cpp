// SPDX-License-Identifier: Apache-2.0
//
// Operators that slide a window over an image.
#include <algorithm>
#include <limits>

#include "oracle_indices.hpp"

namespace mish4j::test::oracle {

namespace {

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

}  // namespace

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

}  // namespace mish4j::test::oracle
