// SPDX-License-Identifier: Apache-2.0
#include "convolution_case.hpp"

#include <cmath>
#include <random>

#include "activation_oracle.hpp"

namespace mish4j::kernels::test {

namespace {

std::int64_t count_of(const Dims& dims) {
    std::int64_t count = 1;
    for (const std::int64_t dim : dims) count *= dim;
    return count;
}

std::vector<float> random_floats(std::int64_t count, double deviation, std::mt19937& generator) {
    std::normal_distribution<double> distribution(0, deviation);
    std::vector<float> floats(static_cast<std::size_t>(count));
    for (float& value : floats) value = static_cast<float>(distribution(generator));
    return floats;
}

template <typename Sum>
Sum sum_at(const ConvolutionCase& test, const Operands& operands, std::int64_t n, std::int64_t k, std::int64_t y,
           std::int64_t x) {
    Sum sum = 0;
    for (std::int64_t c = 0; c < test.src_channels; ++c) {
        for (std::int64_t i = 0; i < 3; ++i) {
            for (std::int64_t j = 0; j < 3; ++j) {
                const std::int64_t row = y - test.pads[0] + i;
                const std::int64_t column = x - test.pads[1] + j;
                if (row < 0 || row >= test.height || column < 0 || column >= test.width) continue;
                sum += static_cast<Sum>(
                           operands.src[((n * test.src_channels + c) * test.height + row) * test.width + column]) *
                       static_cast<Sum>(operands.weights[((k * test.src_channels + c) * 3 + i) * 3 + j]);
            }
        }
    }
    return sum;
}

template <typename Sum>
std::vector<double> convolve_with(const ConvolutionCase& test, const Operands& operands) {
    const Dims dims = test.dst_dims();
    std::vector<double> dst;
    for (std::int64_t n = 0; n < dims[0]; ++n) {
        for (std::int64_t k = 0; k < dims[1]; ++k) {
            for (std::int64_t y = 0; y < dims[2]; ++y) {
                for (std::int64_t x = 0; x < dims[3]; ++x) {
                    double value = static_cast<double>(sum_at<Sum>(test, operands, n, k, y, x));
                    if (test.has_bias) value += operands.bias[k];
                    const double addend = operands.residual[dst.size()];
                    if (test.residual_place == ResidualPlace::before_activation) value += addend;
                    if (test.activation) value = exact(*test.activation, value).result;
                    if (test.residual_place == ResidualPlace::after_activation) value += addend;
                    dst.push_back(value);
                }
            }
        }
    }
    return dst;
}

}  // namespace

Operands::Operands(const ConvolutionCase& convolution) {
    std::mt19937 generator(7);
    const std::int64_t window = convolution.src_channels * 9;
    src = random_floats(count_of(convolution.src_dims()), 1, generator);
    weights = random_floats(convolution.dst_channels * window, 1 / std::sqrt(static_cast<double>(window)), generator);
    if (convolution.has_bias) bias = random_floats(convolution.dst_channels, 1, generator);
    residual = random_floats(count_of(convolution.dst_dims()), 1, generator);
}

std::vector<double> convolve(const ConvolutionCase& convolution, const Operands& operands) {
    return convolve_with<double>(convolution, operands);
}

std::vector<double> convolve_in_float(const ConvolutionCase& convolution, const Operands& operands) {
    return convolve_with<float>(convolution, operands);
}

}  // namespace mish4j::kernels::test
