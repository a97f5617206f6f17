// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "kernels/winograd.hpp"

namespace mish4j::kernels::test {

// A convolution with a kernel of 3x3, and its operands, random numbers.
struct ConvolutionCase {
    std::int64_t batch = 1;
    std::int64_t src_channels = 1;
    std::int64_t height = 1;
    std::int64_t width = 1;
    std::int64_t dst_channels = 1;
    std::array<std::int64_t, 4> pads = {1, 1, 1, 1};  // top, left, bottom, right
    bool has_bias = true;
    std::optional<Eltwise> activation = {};
    ResidualPlace residual_place = ResidualPlace::none;

    Dims src_dims() const { return {batch, src_channels, height, width}; }
    Dims dst_dims() const {
        return {batch, dst_channels, height + pads[0] + pads[2] - 2, width + pads[1] + pads[3] - 2};
    }
};

struct Operands {
    explicit Operands(const ConvolutionCase& convolution);

    std::vector<float> src;
    std::vector<float> weights;
    std::vector<float> bias;      // empty where there is none
    std::vector<float> residual;  // of dst's size, whether it is used or not
};

// The convolution as defined, row-major, with sums in double or in float.
std::vector<double> convolve(const ConvolutionCase& convolution, const Operands& operands);
std::vector<double> convolve_in_float(const ConvolutionCase& convolution, const Operands& operands);

}  // namespace mish4j::kernels::test
