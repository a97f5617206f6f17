// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

namespace mish4j::test {
namespace {

class BinaryTest : public AbiTest, public ::testing::WithParamInterface<std::int32_t> {};

TEST_P(BinaryTest, WithBroadcastingInEveryPattern) {
    // For each of up to four dimensions: equal, 1 on the left, 1 on the right, 1 on both sides.
    const Dims sizes = {2, 3, 4, 5};
    for (int pattern = 0; pattern < 256; ++pattern) {
        SCOPED_TRACE(pattern);
        Dims left;
        Dims right;
        for (std::size_t i = 0; i < 4; ++i) {
            const int form = pattern >> (2 * i) & 3;
            left.push_back(form == 1 || form == 3 ? 1 : sizes[i]);
            right.push_back(form == 2 || form == 3 ? 1 : sizes[i]);
        }
        Network network;
        network.output(network.binary(GetParam(), network.input(left), network.input(right)));
        network.check();
    }
}

TEST_P(BinaryTest, OfUnequalRanks) {
    const std::pair<Dims, Dims> pairs[] = {
        {{}, {}},
        {{}, {3}},
        {{3}, {}},
        {{2, 3, 4}, {}},
        {{2, 3, 4}, {4}},
        {{4}, {2, 3, 4}},
        {{2, 3, 4}, {1}},
        {{2, 3, 4}, {3, 1}},
        {{3, 1}, {2, 1, 4}},
        {{1, 16, 5, 5}, {16, 1, 1}},
        {{5}, {2, 1, 1}},
        {{1}, {1, 1, 1}},
        {{7, 1}, {9}},
        {{1, 2, 3, 4, 5}, {3, 1, 1}},
        {{2, 1, 2, 3, 1, 2}, {3, 4, 1}},
    };
    for (const auto& [left, right] : pairs) {
        Network network;
        network.output(network.binary(GetParam(), network.input(left), network.input(right)));
        network.check();
    }
}

// The single number is computed first, the other operand after it, and both are read last.
TEST_P(BinaryTest, OfAComputedNumberAndWhatIsComputedAfterIt) {
    for (const Dims& dims : {Dims{33}, Dims{3, 5}, Dims{2, 3, 4, 5}}) {
        Network network;
        const Expected x = network.input(dims);
        const Expected number = network.eltwise(MISH4J_ELTWISE_EXP, network.input(Dims(dims.size(), 1)));
        const Expected y = network.eltwise(MISH4J_ELTWISE_EXP, x);
        network.output(network.binary(GetParam(), number, y));
        network.check();
    }
}

TEST_P(BinaryTest, OfConvolutionsAndConstants) {
    for (mish4j_int64 channels : {32, 5}) {
        SCOPED_TRACE(channels);
        Network network;
        const Expected x = network.input({2, channels, 6, 7});
        const Expected weights = network.constant({channels, channels, 3, 3});
        const Windows windows{{1, 1}, {1, 1}, {1, 1}, {1, 1}};
        const Expected y = network.convolution(x, weights, nullptr, 1, windows);
        // At least 1, so that it can divide.
        const Expected z =
            network.append_eltwise(network.convolution(y, weights, nullptr, 1, windows), MISH4J_ELTWISE_CLIP, 1, 1000);
        network.output(network.binary(GetParam(), y, z));
        network.output(network.binary(GetParam(), y, network.reduce_images(MISH4J_REDUCE_MAX, z)));
        network.output(network.binary(GetParam(), network.constant({channels, 1, 1}), z));
        network.output(network.binary(GetParam(), y, network.constant({})));
        network.output(network.binary(GetParam(), x, z));
        network.check(1e-5);
    }
}

TEST_P(BinaryTest, OfAValueWithItself) {
    Network network;
    const Expected x = network.input({2, 3});
    network.output(network.binary(GetParam(), x, x));
    network.check();
}

INSTANTIATE_TEST_SUITE_P(All, BinaryTest,
                         ::testing::Values(MISH4J_BINARY_ADD, MISH4J_BINARY_SUB, MISH4J_BINARY_MUL, MISH4J_BINARY_DIV,
                                           MISH4J_BINARY_MIN, MISH4J_BINARY_MAX, MISH4J_BINARY_EQUAL,
                                           MISH4J_BINARY_LESS, MISH4J_BINARY_LESS_OR_EQUAL, MISH4J_BINARY_GREATER,
                                           MISH4J_BINARY_GREATER_OR_EQUAL));

}  // namespace
}  // namespace mish4j::test
