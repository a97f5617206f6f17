// SPDX-License-Identifier: Apache-2.0
#include "window_geometry.hpp"

#include <algorithm>
#include <limits>

#include "base/status.hpp"
#include "base/text.hpp"

namespace mish4j::onednn {

void WindowGeometry::require_32_bits() const {
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    for (std::size_t axis = 0; axis < kernel.size(); ++axis) {
        const std::int64_t padded = src[axis + 2] + window.pads_begin[axis] + window.pads_end[axis];
        if (padded <= most) continue;
        throw Error(MISH4J_UNSUPPORTED, text("spatial dimension ", axis, " has, with its padding, ", padded,
                                             " elements, oneDNN takes at most ", most));
    }
}

Dims WindowGeometry::skipped_places() const {
    Dims skipped(kernel.size(), 0);
    for (std::size_t axis = 0; axis < kernel.size(); ++axis) {
        if (kernel[axis] > 1) skipped[axis] = window.dilations[axis] - 1;
    }
    return skipped;
}

bool WindowGeometry::is_dilated() const {
    const Dims skipped = skipped_places();
    return std::any_of(skipped.begin(), skipped.end(), [](std::int64_t places) { return places > 0; });
}

bool WindowGeometry::has_blind_window() const {
    for (std::size_t axis = 0; axis < kernel.size(); ++axis) {
        if (has_blind_window(axis)) return true;
    }
    return false;
}

bool WindowGeometry::has_strided_column() const {
    const bool has_rows = std::any_of(dst.begin() + 2, dst.end() - 1, [](std::int64_t rows) { return rows > 1; });
    return dst.back() == 1 && window.strides.back() > 1 && has_rows;
}

bool WindowGeometry::has_deep_kernel() const {
    const bool is_volume = kernel.size() == 3;
    return is_volume && src[2] == 1 && kernel.front() > 1;
}

Window WindowGeometry::without_idle_stride() const {
    Window result = window;
    const std::int64_t extent = (kernel.back() - 1) * window.dilations.back() + 1;
    const std::int64_t pad_end = extent - window.pads_begin.back() - src.back();
    if (dst.back() == 1 && pad_end >= 0) {
        result.strides.back() = 1;
        result.pads_end.back() = pad_end;
    }
    return result;
}

// A window is blind that begins behind the image, or that begins before it and ends there or steps over it.
bool WindowGeometry::has_blind_window(std::size_t axis) const {
    const std::int64_t in = src[axis + 2];
    const std::int64_t out = dst[axis + 2];
    const std::int64_t stride = window.strides[axis];
    const std::int64_t dilation = window.dilations[axis];
    const std::int64_t pad = window.pads_begin[axis];
    if ((out - 1) * stride - pad >= in) return true;
    for (std::int64_t i = 0; i < out && i * stride < pad; ++i) {
        const std::int64_t before = pad - i * stride;
        const std::int64_t places_before = (before + dilation - 1) / dilation;
        if (places_before >= kernel[axis] || places_before * dilation - before >= in) return true;
    }
    return false;
}

}  // namespace mish4j::onednn
