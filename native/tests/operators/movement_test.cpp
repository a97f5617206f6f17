// SPDX-License-Identifier: Apache-2.0
//
// Operators that move elements and compute nothing: their results are exact.
#include <algorithm>

#include "network.hpp"

namespace mish4j::test {
namespace {

constexpr double exact = 0;

class MovementTest : public AbiTest {
 protected:
    // A convolution, so that what is moved may lie in a layout of the backend's choice; its numbers are small integers,
    // so that it is exact.
    static Expected blocked(Network& network, const Dims& dims) {
        std::vector<float> data(static_cast<std::size_t>(oracle::element_count(dims)));
        for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<float>(i % 97) - 48;
        std::vector<float> identity(static_cast<std::size_t>(dims[1] * dims[1]));
        for (std::size_t i = 0; i < identity.size(); i += static_cast<std::size_t>(dims[1]) + 1) identity[i] = 1;
        return network.convolution(network.input(dims, data), network.constant({dims[1], dims[1], 1, 1}, identity),
                                   nullptr, 1, dense(2));
    }
};

TEST_F(MovementTest, ConcatOnEachAxis) {
    for (const Dims& dims :
         {Dims{3}, Dims{2, 3}, Dims{2, 3, 4}, Dims{2, 16, 3, 5}, Dims{1, 2, 3, 4, 5}, Dims{2, 1, 2, 3, 2, 2}}) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            SCOPED_TRACE(axis);
            Dims longer = dims;
            longer[axis] += 2;
            Network network;
            const Expected a = network.input(dims);
            const Expected b = network.input(longer);
            const auto at = static_cast<std::int32_t>(axis);
            network.output(network.concat(at, {a, b}));
            network.output(network.concat(at, {b, a, network.constant(dims), a}));
            network.output(network.concat(at, {b}));
            network.check(exact);
        }
    }
}

TEST_F(MovementTest, ConcatOfConvolutions) {
    for (std::int32_t axis : {0, 1, 2, 3}) {
        for (mish4j_int64 channels : {16, 8, 5}) {
            SCOPED_TRACE(channels);
            Network network;
            const Expected a = blocked(network, {2, channels, 3, 4});
            const Expected b = blocked(network, {2, channels, 3, 4});
            network.output(network.concat(axis, {a, b, a}));
            network.output(a);
            network.check(exact);
        }
    }
}

TEST_F(MovementTest, ConcatOfUnequalBlocksFeedsAConvolution) {
    Network network;
    const Expected joined = network.concat(
        1, {blocked(network, {1, 16, 4, 4}), blocked(network, {1, 5, 4, 4}), blocked(network, {1, 32, 4, 4})});
    network.output(network.convolution(joined, network.constant({8, 53, 3, 3}), nullptr, 1, dense(2)));
    network.check();
}

TEST_F(MovementTest, SliceWithStartsAndSteps) {
    struct Case {
        Dims src, starts, sizes, steps;
    };
    const Case cases[] = {
        {{}, {}, {}, {}},
        {{10}, {0}, {10}, {1}},
        {{10}, {1}, {3}, {4}},
        {{10}, {9}, {1}, {1000}},
        {{4, 6}, {1, 0}, {2, 3}, {2, 2}},
        {{2, 32, 5, 5}, {0, 16, 0, 0}, {2, 16, 5, 5}, {1, 1, 1, 1}},
        {{2, 32, 6, 6}, {1, 3, 1, 0}, {1, 7, 2, 3}, {1, 4, 3, 2}},
        {{2, 3, 4, 5, 6}, {0, 1, 0, 1, 0}, {2, 2, 2, 2, 2}, {1, 1, 3, 2, 5}},
        {{1, 2, 3, 2, 3, 4}, {0, 1, 0, 1, 0, 1}, {1, 1, 2, 1, 3, 2}, {1, 1, 2, 1, 1, 2}},
    };
    for (const Case& c : cases) {
        SCOPED_TRACE(c.src.size());
        Network network;
        const Expected x = network.input(c.src);
        network.output(network.slice(x, c.starts, c.sizes, c.steps));
        // And of something that was computed.
        network.output(network.slice(network.binary(MISH4J_BINARY_ADD, x, x), c.starts, c.sizes, c.steps));
        network.check(exact);
    }
}

TEST_F(MovementTest, SliceOfAConvolution) {
    for (mish4j_int64 channels : {32, 12}) {
        SCOPED_TRACE(channels);
        Network network;
        const Expected y = blocked(network, {2, channels, 6, 6});
        network.output(network.slice(y, {0, channels / 2, 0, 0}, {2, channels / 2, 6, 6}, {1, 1, 1, 1}));
        network.output(network.slice(y, {0, 1, 0, 0}, {2, 3, 6, 6}, {1, 2, 1, 1}));
        network.output(network.slice(y, {0, 0, 1, 0}, {2, channels, 3, 3}, {1, 1, 2, 2}));
        network.output(network.slice(y, {1, 0, 0, 0}, {1, channels, 6, 6}, {1, 1, 1, 1}));
        network.check(exact);
    }
}

TEST_F(MovementTest, SlicesFeedConvolutions) {
    // The focus of space to depth: four slices with steps, concatenated.
    Network network;
    const Expected x = network.input({1, 3, 8, 8});
    std::vector<Expected> parts;
    for (mish4j_int64 row : {0, 1}) {
        for (mish4j_int64 column : {0, 1}) {
            parts.push_back(network.slice(x, {0, 0, row, column}, {1, 3, 4, 4}, {1, 1, 2, 2}));
        }
    }
    const Expected joined = network.concat(1, parts);
    network.output(network.convolution(joined, network.constant({16, 12, 3, 3}), nullptr, 1, dense(2)));
    network.check();
}

TEST_F(MovementTest, ResizeByWholeFactors) {
    struct Case {
        Dims src, scales;
    };
    const Case cases[] = {
        {{1, 1, 1, 1}, {1, 1}}, {{1, 16, 13, 13}, {2, 2}},    {{2, 5, 3, 4}, {3, 2}}, {{1, 2, 3, 4}, {1, 7}},
        {{2, 3, 5}, {4}},       {{1, 2, 2, 3, 4}, {2, 1, 3}}, {{1, 8, 4, 4}, {1, 1}},
    };
    for (const Case& c : cases) {
        Network network;
        network.output(network.resize_nearest(network.input(c.src), c.scales));
        network.check(exact);
    }
    for (mish4j_int64 channels : {32, 5}) {
        Network network;
        network.output(network.resize_nearest(blocked(network, {1, channels, 5, 6}), {2, 3}));
        network.check(exact);
    }
}

TEST_F(MovementTest, Reshape) {
    struct Case {
        Dims src, dims;
    };
    const Case cases[] = {
        {{}, {}},          {{}, {1, 1, 1}},          {{1, 1}, {}},
        {{24}, {2, 3, 4}}, {{2, 3, 4}, {24}},        {{2, 3, 4}, {4, 3, 2}},
        {{2, 3}, {2, 3}},  {{1, 16, 2, 3}, {1, 96}}, {{1, 2, 3, 4, 1, 1}, {6, 4}},
    };
    for (const Case& c : cases) {
        Network network;
        const Expected x = network.input(c.src);
        network.output(network.reshape(x, c.dims));
        network.output(network.reshape(network.binary(MISH4J_BINARY_ADD, x, x), c.dims));
        network.check(exact);
    }
    for (mish4j_int64 channels : {32, 7}) {
        Network network;
        const Expected y = blocked(network, {2, channels, 3, 3});
        const Expected flat = network.reshape(y, {2, channels * 9});
        network.output(flat);
        network.output(network.reshape(flat, {2, 3, channels, 3}));
        network.check(exact);
    }
}

TEST_F(MovementTest, TransposeByEveryPermutation) {
    Dims permutation = {0, 1, 2, 3};
    do {
        Network network;
        network.output(network.transpose(network.input({2, 3, 4, 5}), permutation));
        network.output(network.transpose(blocked(network, {2, 16, 3, 4}), permutation));
        network.check(exact);
    } while (std::next_permutation(permutation.begin(), permutation.end()));
}

TEST_F(MovementTest, TransposeOfOtherRanks) {
    struct Case {
        Dims src, permutation;
    };
    const Case cases[] = {
        {{}, {}},
        {{3}, {0}},
        {{3, 4}, {1, 0}},
        {{3, 4, 5}, {2, 0, 1}},
        {{1, 2, 3, 4, 5}, {4, 2, 0, 3, 1}},
        {{2, 1, 3, 2, 2, 3}, {5, 3, 1, 4, 2, 0}},
    };
    for (const Case& c : cases) {
        Network network;
        network.output(network.transpose(network.input(c.src), c.permutation));
        network.check(exact);
    }
}

TEST_F(MovementTest, OfConstants) {
    Network network;
    const Expected x = network.constant({2, 3, 4, 4});
    network.output(network.concat(1, {x, x}));
    network.output(network.slice(x, {0, 1, 0, 0}, {2, 2, 4, 4}, {1, 1, 1, 1}));
    network.output(network.resize_nearest(x, {2, 2}));
    network.output(network.reshape(x, {6, 16}));
    network.output(network.transpose(x, {3, 2, 1, 0}));
    network.check(exact);
}

}  // namespace
}  // namespace mish4j::test
