// SPDX-License-Identifier: Apache-2.0
#include "window_axes.hpp"

#include <algorithm>
#include <limits>

#include "base/status.hpp"
#include "base/text.hpp"

namespace mish4j::cudnn {

namespace {

std::int32_t narrow(const char* name, std::int64_t number) {
    if (number <= std::numeric_limits<std::int32_t>::max()) return static_cast<std::int32_t>(number);
    throw Error(MISH4J_UNSUPPORTED, text("a window's ", name, " is ", number, ", expected less than 2^31"));
}

}  // namespace

std::array<WindowAxis, window_axes> axes_of(const Dims& kernel, const Window& window, const TensorDesc& src) {
    std::array<WindowAxis, window_axes> axes;
    axes.fill({0, 1, 1, 1, 1, 0});
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        axes[window_axes - kernel.size() + i] = {src.strides[i + 2],
                                                 src.dims[i + 2],
                                                 narrow("kernel", kernel[i]),
                                                 narrow("stride", window.strides[i]),
                                                 narrow("dilation", window.dilations[i]),
                                                 narrow("padding", window.pads_begin[i])};
    }
    return axes;
}

std::array<Dims, window_axes> place_strides(std::size_t rank) {
    std::array<Dims, window_axes> strides;
    for (std::size_t axis = 0; axis < window_axes; ++axis) {
        strides[axis].assign(rank, 0);
        // The last dimension is the last axis.
        const std::size_t dimension = axis + rank;
        if (dimension >= 2 + window_axes) strides[axis][dimension - window_axes] = 1;
    }
    return strides;
}

Dims without_spatial(const Dims& strides) {
    Dims result = strides;
    std::fill(result.begin() + 2, result.end(), 0);
    return result;
}

}  // namespace mish4j::cudnn
