// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct Case {
    const char* name;
    Dims src;
    Dims weights;
    Windows windows;
    mish4j_int64 groups = 1;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

Windows padded(std::size_t spatial_rank, mish4j_int64 stride, mish4j_int64 pad, mish4j_int64 dilation = 1) {
    return {Dims(spatial_rank, stride), Dims(spatial_rank, dilation), Dims(spatial_rank, pad), Dims(spatial_rank, pad)};
}

const Case cases[] = {
    {"one_element", {1, 1, 1, 1}, {1, 1, 1, 1}, dense(2)},
    {"one_channel", {1, 1, 8, 8}, {1, 1, 3, 3}, padded(2, 1, 1)},
    {"image", {1, 3, 17, 19}, {16, 3, 3, 3}, padded(2, 1, 1)},
    {"blocks", {1, 32, 10, 10}, {32, 32, 3, 3}, padded(2, 1, 1)},
    {"odd_channels", {1, 13, 9, 7}, {19, 13, 3, 3}, padded(2, 1, 1)},
    {"batch", {3, 5, 6, 6}, {7, 5, 3, 3}, padded(2, 1, 1)},
    {"pointwise", {2, 24, 5, 5}, {40, 24, 1, 1}, dense(2)},
    {"pointwise_stride", {1, 16, 8, 8}, {16, 16, 1, 1}, padded(2, 2, 0)},
    {"stride_two", {1, 16, 14, 14}, {24, 16, 3, 3}, padded(2, 2, 1)},
    {"stride_over_kernel", {1, 4, 13, 13}, {6, 4, 2, 2}, padded(2, 5, 0)},
    {"seven_by_seven", {1, 3, 31, 31}, {8, 3, 7, 7}, padded(2, 2, 3)},
    {"dilated", {1, 8, 16, 16}, {8, 8, 3, 3}, padded(2, 1, 2, 2)},
    {"asymmetric_padding", {1, 8, 9, 9}, {8, 8, 3, 3}, {{1, 1}, {1, 1}, {0, 2}, {1, 0}}},
    {"asymmetric_all", {2, 6, 11, 8}, {5, 6, 3, 2}, {{2, 3}, {2, 1}, {1, 0}, {3, 2}}},
    {"padding_over_kernel", {1, 2, 4, 4}, {3, 2, 2, 2}, padded(2, 1, 4)},
    {"kernel_over_image", {1, 3, 4, 4}, {4, 3, 6, 6}, padded(2, 1, 2)},
    {"two_groups", {1, 8, 7, 7}, {12, 4, 3, 3}, padded(2, 1, 1), 2},
    {"odd_groups", {2, 9, 6, 6}, {6, 3, 3, 3}, padded(2, 1, 1), 3},
    {"wide_groups", {1, 64, 6, 6}, {64, 32, 3, 3}, padded(2, 1, 1), 2},
    {"depthwise", {1, 32, 9, 9}, {32, 1, 3, 3}, padded(2, 1, 1), 32},
    {"depthwise_odd", {2, 13, 9, 9}, {13, 1, 3, 3}, padded(2, 2, 1), 13},
    {"depthwise_multiplied", {1, 4, 9, 9}, {12, 1, 3, 3}, padded(2, 1, 1), 4},
    {"groups_of_one_channel", {1, 1, 5, 5}, {4, 1, 3, 3}, padded(2, 1, 1), 1},
    {"line", {2, 5, 23}, {7, 5, 3}, padded(1, 1, 1)},
    {"line_dilated", {1, 8, 40}, {16, 8, 5}, {{2}, {3}, {4}, {1}}},
    {"line_groups", {1, 8, 20}, {8, 2, 3}, padded(1, 1, 1), 4},
    {"line_causal", {1, 16, 20}, {16, 16, 2}, {{1}, {4}, {4}, {0}}},
    {"volume", {1, 3, 6, 7, 8}, {5, 3, 3, 3, 3}, padded(3, 1, 1)},
    {"volume_odd", {2, 4, 5, 6, 7}, {6, 2, 1, 2, 3}, {{1, 2, 3}, {1, 2, 1}, {0, 1, 0}, {0, 0, 2}}, 2},
};

class ConvolutionTest : public AbiTest, public ::testing::WithParamInterface<Case> {};

TEST_P(ConvolutionTest, WithConstantWeights) {
    Network network;
    const Expected x = network.input(GetParam().src);
    const Expected bias = network.constant({GetParam().weights[0]});
    network.output(
        network.convolution(x, network.constant(GetParam().weights), &bias, GetParam().groups, GetParam().windows));
    network.check();
}

TEST_P(ConvolutionTest, WithoutBias) {
    Network network;
    const Expected x = network.input(GetParam().src);
    network.output(
        network.convolution(x, network.constant(GetParam().weights), nullptr, GetParam().groups, GetParam().windows));
    network.check();
}

TEST_P(ConvolutionTest, WithWeightsThatAreInputs) {
    Network network;
    const Expected x = network.input(GetParam().src);
    const Expected bias = network.input({GetParam().weights[0]});
    network.output(
        network.convolution(x, network.input(GetParam().weights), &bias, GetParam().groups, GetParam().windows));
    network.check();
}

TEST_P(ConvolutionTest, WithMishAndAResidual) {
    Network network;
    const Expected x = network.input(GetParam().src);
    const Expected weights = network.constant(GetParam().weights);
    const Expected bias = network.constant({GetParam().weights[0]});
    const Expected shortcut = network.convolution(x, weights, nullptr, GetParam().groups, GetParam().windows);
    Expected y = network.convolution(x, weights, &bias, GetParam().groups, GetParam().windows);
    y = network.append_eltwise(y, MISH4J_ELTWISE_MISH);
    y = network.append_add(y, shortcut);
    network.output(y);
    network.check();
    EXPECT_EQ(model_number(network.model(), MISH4J_MODEL_OUTPUT_COUNT), 1);
}

INSTANTIATE_TEST_SUITE_P(All, ConvolutionTest, ::testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

class ConvolutionOfConstantsTest : public AbiTest {};

TEST_F(ConvolutionOfConstantsTest, IsComputed) {
    Network network;
    const Expected bias = network.constant({4});
    network.output(
        network.convolution(network.constant({1, 3, 5, 5}), network.constant({4, 3, 3, 3}), &bias, 1, dense(2)));
    network.check();
}

TEST_F(ConvolutionOfConstantsTest, MayShareItsWeights) {
    Network network;
    const Expected weights = network.constant({8, 8, 3, 3});
    const Expected bias = network.constant({8});
    const Windows windows = padded(2, 1, 1);
    const Expected first = network.convolution(network.input({1, 8, 6, 6}), weights, &bias, 1, windows);
    network.output(network.convolution(first, weights, &bias, 1, windows));
    network.check();
}

TEST_F(ConvolutionOfConstantsTest, TakesValuesThatOtherOperatorsGiveAsWeights) {
    Network network;
    const Expected x = network.input({2, 4, 6, 6});
    const Expected weights = network.eltwise(MISH4J_ELTWISE_TANH, network.input({8, 4, 3, 3}));
    const Expected bias = network.eltwise(MISH4J_ELTWISE_LINEAR, network.input({8}), 2, 1);
    network.output(network.convolution(x, weights, &bias, 1, padded(2, 1, 1)));
    network.check();
}

}  // namespace
}  // namespace mish4j::test
