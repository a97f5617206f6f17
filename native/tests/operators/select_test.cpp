// SPDX-License-Identifier: Apache-2.0
//
// Choices, comparisons and powers.
#include <cmath>
#include <limits>

#include "network.hpp"

namespace mish4j::test {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

class SelectTest : public AbiTest {
 protected:
    static Expected condition(Network& network, const Dims& dims) {
        std::vector<float> data(static_cast<std::size_t>(oracle::element_count(dims)));
        for (std::size_t i = 0; i < data.size(); ++i) data[i] = i % 3 == 0 ? 0.0f : static_cast<float>(i % 5) - 2;
        return network.input(dims, data);
    }
};

TEST_F(SelectTest, WithBroadcastingInEveryPattern) {
    const Dims sizes = {2, 3, 4};
    for (unsigned pattern = 0; pattern < 512; ++pattern) {
        SCOPED_TRACE(pattern);
        std::vector<Dims> dims(3);
        for (std::size_t i = 0; i < 9; ++i) dims[i / 3].push_back((pattern >> i & 1) != 0 ? 1 : sizes[i % 3]);
        Network network;
        network.output(network.select(condition(network, dims[0]), network.input(dims[1]), network.input(dims[2])));
        network.check(0);
    }
}

TEST_F(SelectTest, OfUnequalRanks) {
    Network network;
    network.output(network.select(condition(network, {}), network.input({3}), network.input({2, 3, 4, 1})));
    network.output(network.select(condition(network, {4}), network.input({}), network.constant({2, 1, 3, 1})));
    network.output(network.select(condition(network, {}), network.input({}), network.input({})));
    network.output(network.select(condition(network, {1, 2, 1, 2, 1, 3}), network.input({2, 1}), network.input({})));
    network.check(0);
}

TEST_F(SelectTest, OfLongRows) {
    Network network;
    network.output(network.select(condition(network, {10007}), network.input({2, 10007}), network.input({2, 1})));
    network.check(0);
}

TEST_F(SelectTest, OfAConvolution) {
    for (mish4j_int64 channels : {32, 5}) {
        Network network;
        const Expected x = network.input({1, channels, 4, 5});
        const Expected weights = network.constant({channels, channels, 1, 1});
        const Expected y = network.convolution(x, weights, nullptr, 1, dense(2));
        const Expected positive = network.binary(MISH4J_BINARY_GREATER, x, network.constant({}, {0.5f}));
        network.output(network.select(positive, y, network.constant({channels, 1, 1})));
        network.check();
    }
}

TEST_F(SelectTest, TakesNanForTrueAndBothZerosForFalse) {
    Network network;
    const Expected condition = network.input({4}, {nan, 0.0f, -0.0f, infinity});
    network.output(network.select(condition, network.input({4}, {1, 1, 1, 1}), network.input({4}, {2, 2, 2, 2})));
    network.compile();
    EXPECT_EQ(network.run().at(0), (std::vector<float>{1, 2, 2, 1}));
}

TEST_F(SelectTest, DoesNotMixInWhatIsNotChosen) {
    Network network;
    const Expected condition = network.input({3}, {1, 0, 1});
    network.output(
        network.select(condition, network.input({3}, {5, nan, infinity}), network.input({3}, {nan, 6, nan})));
    network.compile();
    EXPECT_EQ(network.run().at(0), (std::vector<float>{5, 6, infinity}));
}

TEST_F(SelectTest, ComparisonsOfSpecialNumbers) {
    const std::vector<float> left = {nan, 1, nan, infinity, -infinity, 0.0f, 1, 2, -1};
    const std::vector<float> right = {1, nan, nan, infinity, infinity, -0.0f, 2, 1, -1};
    for (std::int32_t kind = MISH4J_BINARY_EQUAL; kind <= MISH4J_BINARY_GREATER_OR_EQUAL; ++kind) {
        SCOPED_TRACE(kind);
        Network network;
        network.output(network.binary(kind, network.input({9}, left), network.input({9}, right)));
        network.check(0);
    }
}

TEST_F(SelectTest, ComparisonsWithEqualNumbers) {
    for (std::int32_t kind = MISH4J_BINARY_EQUAL; kind <= MISH4J_BINARY_GREATER_OR_EQUAL; ++kind) {
        Network network;
        std::vector<float> data;
        for (int i = 0; i < 60; ++i) data.push_back(static_cast<float>(i * 7 % 5));
        const Expected x = network.input({3, 4, 5}, data);
        network.output(network.binary(kind, x, network.input({4, 1}, {0, 1, 2, 3})));
        network.output(network.binary(kind, network.constant({}, {2}), x));
        network.check(0);
    }
}

TEST_F(SelectTest, Powers) {
    for (const auto& [left, right] : std::vector<std::pair<Dims, Dims>>{
             {{3, 4, 5}, {3, 4, 5}}, {{3, 4, 5}, {}}, {{}, {7}}, {{2, 1, 5}, {3, 1}}, {{4, 1}, {1, 9000}}}) {
        Network network;
        // At least 0.5.
        const Expected base = network.eltwise(MISH4J_ELTWISE_CLIP, network.input(left), 0.5f, 3);
        network.output(network.binary(MISH4J_BINARY_POW, base, network.input(right)));
        network.check(2e-6);
    }
}

TEST_F(SelectTest, PowersOfSpecialNumbers) {
    Network network;
    const std::vector<float> base = {-2, -2, 0, 0, nan, 2, -8, infinity, 0.5f};
    const std::vector<float> exponent = {3, -2, 0, 2, 0, nan, 0.5f, -1, infinity};
    network.output(network.binary(MISH4J_BINARY_POW, network.input({9}, base), network.input({9}, exponent)));
    network.compile();
    const std::vector<float> found = network.run().at(0);
    for (std::size_t i = 0; i < base.size(); ++i) {
        const double expected = std::pow(double{base[i]}, double{exponent[i]});
        if (std::isnan(expected)) {
            EXPECT_TRUE(std::isnan(found[i])) << i;
        } else {
            EXPECT_EQ(found[i], expected) << i;
        }
    }
}

}  // namespace
}  // namespace mish4j::test
