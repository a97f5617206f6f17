// SPDX-License-Identifier: Apache-2.0
#include "known_defects.hpp"

#include <algorithm>
#include <array>

namespace mish4j::onednn {

namespace {

struct ConvolutionDefect {
    std::string_view kernels;  // a part of their names, also of those that copy to another layout and use them
    bool (*occurs)(const WindowGeometry& geometry);
};

// Each is a row of docs/onednn-defects.md.
constexpr std::array<ConvolutionDefect, 3> convolution_defects{{
    // The process may end, with more than one thread, where a window lies on padding alone.
    {"brg", [](const WindowGeometry& geometry) { return geometry.has_blind_window(); }},
    // The rows of a result one column wide are read at the wrong places of the source.
    {"brg_conv_fwd", [](const WindowGeometry& geometry) { return geometry.has_strided_column(); }},
    // With few channels, in bf16 and int8, the planes of the weights are read at the wrong places.
    {"brg_conv_fwd", [](const WindowGeometry& geometry) { return geometry.has_deep_kernel(); }},
}};

}  // namespace

bool has_known_defect(std::string_view convolution_kernel, const WindowGeometry& geometry) {
    return std::any_of(convolution_defects.begin(), convolution_defects.end(), [&](const ConvolutionDefect& defect) {
        return convolution_kernel.find(defect.kernels) != std::string_view::npos && defect.occurs(geometry);
    });
}

}  // namespace mish4j::onednn
