// SPDX-License-Identifier: Apache-2.0
//
// NaN and infinities through operators that oneDNN computes otherwise than docs/nan-and-infinity.md promises.
#include <cmath>
#include <limits>
#include <vector>

#include "network.hpp"

namespace mish4j::test {
namespace {

class SpecialNumbersTest : public AbiTest {};

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

const std::vector<mish4j_int64> strict{MISH4J_OPTION_ACCURACY, MISH4J_ACCURACY_STRICT};

void expect_same(const std::vector<float>& found, const std::vector<float>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (std::isnan(expected[i])) {
            EXPECT_TRUE(std::isnan(found[i])) << "element " << i << " is " << found[i] << ", expected NaN";
        } else if (std::isinf(expected[i])) {
            EXPECT_EQ(found[i], expected[i]) << "element " << i;
        } else {
            EXPECT_NEAR(found[i], expected[i], 2e-6) << "element " << i;
        }
    }
}

// Repeats a line for each channel.
std::vector<float> repeated(const std::vector<float>& line, int channels) {
    std::vector<float> all;
    for (int channel = 0; channel < channels; ++channel) all.insert(all.end(), line.begin(), line.end());
    return all;
}

TEST_F(SpecialNumbersTest, SoftmaxOfNanAndInfinityIsNan) {
    Network network;
    const Expected rows = network.input({4, 3}, {1, nan, 2, inf, 1, 2, -inf, 1, 1, -inf, -inf, -inf});
    const Expected columns = network.input({3, 4}, {1, inf, -inf, -inf, nan, 1, 1, -inf, 2, 2, 1, -inf});
    network.output(network.softmax(1, rows));
    network.output(network.softmax(0, columns));
    network.compile();
    const auto found = network.run();
    expect_same(found[0], {nan, nan, nan, nan, nan, nan, 0, 0.5F, 0.5F, nan, nan, nan});
    expect_same(found[1], {nan, nan, 0, nan, nan, nan, 0.5F, nan, nan, nan, 0.5F, nan});
}

TEST_F(SpecialNumbersTest, TheSmallerAndTheLargerOfNanAreNan) {
    Network network;
    const Expected left = network.input({6}, {nan, 1, nan, -inf, inf, 2});
    const Expected right = network.input({6}, {1, nan, nan, 3, 3, -2});
    const Expected one = network.input({1}, {1});
    network.output(network.binary(MISH4J_BINARY_MIN, left, right));
    network.output(network.binary(MISH4J_BINARY_MAX, left, right));
    network.output(network.binary(MISH4J_BINARY_MAX, left, one));
    network.output(network.binary(MISH4J_BINARY_MIN, one, left));
    network.compile();
    const auto found = network.run();
    expect_same(found[0], {nan, nan, nan, -inf, 3, -2});
    expect_same(found[1], {nan, nan, nan, 3, inf, 2});
    expect_same(found[2], {nan, 1, nan, 1, inf, 2});
    expect_same(found[3], {nan, 1, nan, -inf, 1, 1});
}

TEST_F(SpecialNumbersTest, StrictMaximumPoolingKeepsNanAndInfinity) {
    Network network;
    const int channels = 17;
    const Expected x = network.input({1, channels, 1, 8}, repeated({nan, 1, 2, -inf, -inf, -inf, -inf, inf}, channels));
    network.output(network.pooling(MISH4J_POOLING_MAX, x, {1, 3}, {{1, 1}, {1, 1}, {0, 1}, {0, 1}}));
    network.output(network.reduce_images(MISH4J_REDUCE_MAX, x));
    network.compile(test_device(), strict);
    const auto found = network.run();
    expect_same(found[0], repeated({nan, nan, 2, 2, -inf, -inf, inf, inf}, channels));
    expect_same(found[1], repeated({nan}, channels));
}

// The channels of a pixel are equal, so that their mean by a convolution is what they are.
TEST_F(SpecialNumbersTest, StrictActivationsThatFollowKeepNanAndInfinity) {
    if (test_device() != "cpu") GTEST_SKIP() << "the accuracy is an option of the device cpu";
    struct Case {
        std::int32_t kind;
        float alpha;
        float beta;
        std::vector<float> expected;
    };
    const std::vector<Case> cases{
        {MISH4J_ELTWISE_MISH, 0, 0, {nan, inf, 0, 0}},       {MISH4J_ELTWISE_RELU, 0, 0, {nan, inf, 0, 0}},
        {MISH4J_ELTWISE_SWISH, 1, 0, {nan, inf, 0, 0}},      {MISH4J_ELTWISE_CLIP, -1, 2, {nan, 2, -1, 0}},
        {MISH4J_ELTWISE_EXP, 0, 0, {nan, inf, 0, 1}},        {MISH4J_ELTWISE_GELU, 0, 0, {nan, inf, 0, 0}},
        {MISH4J_ELTWISE_GELU_TANH, 0, 0, {nan, inf, 0, 0}},  {MISH4J_ELTWISE_HARD_SIGMOID, 1, 0, {nan, 1, 0, 0}},
        {MISH4J_ELTWISE_HARD_SWISH, 0, 0, {nan, inf, 0, 0}},
    };
    const int channels = 16;
    const std::vector<float> shares(static_cast<std::size_t>(channels) * channels, 1.0F / channels);
    for (const Case& one : cases) {
        SCOPED_TRACE(one.kind);
        Network network;
        const Expected x = network.input({1, channels, 2, 2}, repeated({nan, inf, -inf, 0}, channels));
        const Expected weights = network.constant({channels, channels, 1, 1}, shares);
        const Expected y = network.convolution(x, weights, nullptr, 1, {{1, 1}, {1, 1}, {0, 0}, {0, 0}});
        network.output(network.append_eltwise(y, one.kind, one.alpha, one.beta));
        network.compile(test_device(), strict);
        expect_same(network.run()[0], repeated(one.expected, channels));
    }
}

}  // namespace
}  // namespace mish4j::test
