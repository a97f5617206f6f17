// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <random>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct Case {
    const char* name;
    Dims src;
    Dims weights;
    Windows windows;
    Dims output_pads;
    mish4j_int64 groups = 1;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

Windows padded(std::size_t spatial_rank, mish4j_int64 stride, mish4j_int64 pad, mish4j_int64 dilation = 1) {
    return {Dims(spatial_rank, stride), Dims(spatial_rank, dilation), Dims(spatial_rank, pad), Dims(spatial_rank, pad)};
}

const Case cases[] = {
    {"one_element", {1, 1, 1, 1}, {1, 1, 1, 1}, dense(2), {0, 0}},
    {"doubling", {1, 16, 7, 7}, {16, 8, 2, 2}, padded(2, 2, 0), {0, 0}},
    {"doubling_overlapped", {1, 32, 7, 9}, {32, 16, 4, 4}, padded(2, 2, 1), {0, 0}},
    {"output_pads", {2, 16, 5, 6}, {16, 16, 3, 3}, padded(2, 2, 1), {1, 1}},
    {"odd_channels", {2, 5, 6, 4}, {5, 7, 3, 2}, padded(2, 2, 0), {1, 0}},
    {"one_channel", {1, 1, 6, 6}, {1, 1, 3, 3}, padded(2, 1, 1), {0, 0}},
    {"stride_one", {1, 16, 8, 8}, {16, 24, 3, 3}, padded(2, 1, 1), {0, 0}},
    {"stride_over_kernel", {1, 4, 5, 5}, {4, 6, 2, 2}, padded(2, 5, 0), {0, 3}},
    {"dilated", {1, 8, 6, 6}, {8, 8, 3, 3}, padded(2, 1, 2, 2), {0, 0}},
    {"dilated_strided", {1, 6, 5, 5}, {6, 4, 3, 2}, {{2, 3}, {3, 2}, {1, 0}, {0, 2}}, {1, 2}},
    {"asymmetric_padding", {1, 8, 9, 9}, {8, 8, 3, 3}, {{2, 1}, {1, 1}, {0, 2}, {1, 0}}, {0, 0}},
    {"padding_over_kernel", {1, 2, 6, 6}, {2, 3, 2, 2}, padded(2, 2, 3), {0, 0}},
    {"output_pads_over_stride", {1, 3, 4, 5}, {3, 4, 3, 3}, padded(2, 2, 1), {5, 4}},
    {"two_groups", {1, 8, 6, 6}, {8, 6, 3, 3}, padded(2, 2, 1), {0, 0}, 2},
    {"odd_groups", {2, 9, 5, 5}, {9, 2, 3, 3}, padded(2, 1, 1), {0, 0}, 3},
    {"depthwise", {1, 32, 6, 6}, {32, 1, 4, 4}, padded(2, 2, 1), {0, 0}, 32},
    {"depthwise_odd", {2, 13, 6, 6}, {13, 1, 3, 3}, padded(2, 2, 1), {1, 1}, 13},
    {"line", {2, 5, 11}, {5, 7, 4}, padded(1, 3, 1), {2}},
    {"line_groups", {1, 8, 10}, {8, 3, 3}, padded(1, 1, 1), {0}, 4},
    {"volume", {1, 8, 3, 4, 5}, {8, 8, 2, 2, 2}, padded(3, 2, 0), {0, 0, 0}},
    {"volume_odd", {2, 4, 3, 2, 4}, {4, 3, 1, 2, 3}, {{1, 2, 3}, {1, 2, 1}, {0, 1, 0}, {0, 0, 2}}, {0, 1, 0}, 2},
};

class DeconvolutionTest : public AbiTest, public ::testing::WithParamInterface<Case> {
 protected:
    static Expected deconvolution(Network& network, const Expected& src, const Expected& weights,
                                  const Expected* bias) {
        const Case& c = GetParam();
        return network.deconvolution(src, weights, bias, c.groups, c.windows, c.output_pads);
    }

    static Dims bias_dims() { return {GetParam().weights[1] * GetParam().groups}; }
};

TEST_P(DeconvolutionTest, WithConstantWeights) {
    Network network;
    const Expected bias = network.constant(bias_dims());
    network.output(deconvolution(network, network.input(GetParam().src), network.constant(GetParam().weights), &bias));
    network.check(2e-6);
}

TEST_P(DeconvolutionTest, WithoutBias) {
    Network network;
    network.output(
        deconvolution(network, network.input(GetParam().src), network.constant(GetParam().weights), nullptr));
    network.check(2e-6);
}

TEST_P(DeconvolutionTest, WithWeightsThatAreInputs) {
    Network network;
    const Expected bias = network.input(bias_dims());
    network.output(deconvolution(network, network.input(GetParam().src), network.input(GetParam().weights), &bias));
    network.check(2e-6);
}

TEST_P(DeconvolutionTest, WithMishAndAResidual) {
    Network network;
    const Expected x = network.input(GetParam().src);
    const Expected weights = network.constant(GetParam().weights);
    const Expected bias = network.constant(bias_dims());
    const Expected shortcut = deconvolution(network, x, weights, nullptr);
    Expected y = deconvolution(network, x, weights, &bias);
    y = network.append_eltwise(y, MISH4J_ELTWISE_MISH);
    y = network.append_add(y, shortcut);
    network.output(y);
    network.check(3e-6);
}

TEST_P(DeconvolutionTest, OfAConvolutionOnOneThread) {
    Network network;
    const mish4j_int64 channels = GetParam().src[1];
    const Dims ones(GetParam().src.size() - 2, 1);
    Dims pointwise = {channels, channels};
    pointwise.insert(pointwise.end(), ones.begin(), ones.end());
    const Expected x =
        network.convolution(network.input(GetParam().src), network.constant(pointwise), nullptr, 1, dense(ones.size()));
    network.output(deconvolution(network, x, network.constant(GetParam().weights), nullptr));
    network.compile(test_device(), {MISH4J_OPTION_THREADS, 1});
    network.check(5e-6);
}

INSTANTIATE_TEST_SUITE_P(All, DeconvolutionTest, ::testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

class DeconvolutionOfRandomWindowsTest : public AbiTest {};

TEST_F(DeconvolutionOfRandomWindowsTest, IsComputed) {
    std::mt19937 random{7};
    const auto number = [&](int least, int most) {
        return static_cast<mish4j_int64>(std::uniform_int_distribution<int>(least, most)(random));
    };
    for (int i = 0; i < 200; ++i) {
        SCOPED_TRACE(i);
        const auto spatial_rank = static_cast<std::size_t>(number(1, 2));
        const mish4j_int64 groups = number(0, 2) == 0 ? 2 : 1;
        Dims src = {number(1, 2), groups * number(1, 9)};
        Dims weights = {src[1], number(1, 9)};
        Windows windows;
        Dims output_pads;
        for (std::size_t axis = 0; axis < spatial_rank; ++axis) {
            src.push_back(number(2, 6));
            weights.push_back(number(1, 4));
            windows.strides.push_back(number(1, 4));
            windows.dilations.push_back(number(1, 3));
            const mish4j_int64 whole =
                windows.strides[axis] * (src[axis + 2] - 1) + windows.dilations[axis] * (weights[axis + 2] - 1) + 1;
            windows.pads_begin.push_back(std::min(number(0, 3), whole - 1));
            windows.pads_end.push_back(std::min(number(0, 3), whole - 1 - windows.pads_begin[axis]));
            output_pads.push_back(number(0, 4));
        }
        Network network;
        const Expected bias = network.constant({weights[1] * groups});
        network.output(
            network.deconvolution(network.input(src), network.constant(weights), &bias, groups, windows, output_pads));
        network.check(2e-6);
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace mish4j::test
