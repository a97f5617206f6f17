// SPDX-License-Identifier: Apache-2.0
//
// Softmax, normalisation and reductions.
#include <cmath>
#include <limits>

#include "network.hpp"

namespace mish4j::test {
namespace {

class ReductionTest : public AbiTest {};

const Dims shapes[] = {{1}, {5}, {3, 10}, {2, 3, 4}, {2, 16, 3, 4}, {1, 7, 5, 2}, {2, 3, 2, 3, 4}, {1, 2, 3, 2, 3, 2}};

TEST_F(ReductionTest, SoftmaxAlongEachAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            SCOPED_TRACE(axis);
            Network network;
            const Expected x = network.input(dims);
            network.output(network.softmax(static_cast<std::int32_t>(axis), x));
            network.output(network.softmax(static_cast<std::int32_t>(axis), x, true));
            network.check();
        }
    }
}

TEST_F(ReductionTest, SoftmaxOfLargeNumbers) {
    Network network;
    const Expected x = network.input({2, 4}, {1000, 1001, 999, -1000, -3e38f, -3e38f, -3.1e38f, -3e38f});
    network.output(network.softmax(1, x));
    network.output(network.softmax(1, network.input({1, 3}, {1000, 0, -1000}), true));
    network.check();
}

TEST_F(ReductionTest, SoftmaxOfAConvolution) {
    for (std::int32_t axis : {0, 1, 2, 3}) {
        for (mish4j_int64 channels : {16, 10}) {
            Network network;
            const Expected x = network.input({2, 3, 4, 5});
            const Expected y = network.convolution(x, network.constant({channels, 3, 1, 1}), nullptr, 1, dense(2));
            network.output(network.softmax(axis, y));
            network.check(1e-5);
        }
    }
}

constexpr std::int32_t reductions[] = {MISH4J_REDUCE_MEAN, MISH4J_REDUCE_SUM, MISH4J_REDUCE_MAX, MISH4J_REDUCE_MIN,
                                       MISH4J_REDUCE_PRODUCT};

TEST_F(ReductionTest, OverEverySetOfAxes) {
    for (const Dims& dims : shapes) {
        for (unsigned set = 1; set < 1u << dims.size(); ++set) {
            SCOPED_TRACE(set);
            Dims axes;
            for (std::size_t i = dims.size(); i-- > 0;) {
                if ((set >> i & 1) != 0) axes.push_back(static_cast<mish4j_int64>(i));
            }
            Network network;
            const Expected x = network.input(dims);
            for (std::int32_t kind : reductions) {
                // The product of many such numbers is 0 in float.
                if (kind == MISH4J_REDUCE_PRODUCT && x.tensor.data.size() > 100) continue;
                network.output(network.reduce(kind, x, axes, true));
                network.output(network.reduce(kind, x, axes, false));
            }
            network.check();
        }
    }
}

TEST_F(ReductionTest, OfLongAndWideTensors) {
    for (const Dims& dims : {Dims{3, 5000}, Dims{5000, 3}, Dims{70, 70}, Dims{2, 90, 101}}) {
        for (std::int32_t axis = 0; axis < static_cast<std::int32_t>(dims.size()); ++axis) {
            Network network;
            const Expected x = network.input(dims);
            for (std::int32_t kind : reductions) {
                if (kind != MISH4J_REDUCE_PRODUCT) network.output(network.reduce(kind, x, {axis}, false));
            }
            network.output(network.arg_reduce(MISH4J_ARG_MAX, x, axis, false, false));
            network.output(network.normalize(axis, 1e-5f, x));
            network.check(2e-6);
        }
    }
}

TEST_F(ReductionTest, OfNanIsNan) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t place : {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{66}}) {
        std::vector<float> data(67, 1);
        data[place] = nan;
        for (std::int32_t kind : reductions) {
            Network network;
            network.output(network.reduce(kind, network.input({67}, data), {0}, false));
            network.output(network.reduce(kind, network.input({67, 1}, data), {0}, false));
            std::vector<float> pairs;
            for (float x : data) pairs.insert(pairs.end(), {x, x});
            network.output(network.reduce(kind, network.input({67, 2}, pairs), {0}, false));
            network.compile();
            for (const std::vector<float>& found : network.run()) {
                for (float x : found) EXPECT_TRUE(std::isnan(x)) << kind;
            }
        }
    }
}

TEST_F(ReductionTest, PlacesOfEqualElements) {
    std::vector<float> data;
    for (int i = 0; i < 120; ++i) data.push_back(static_cast<float>(i * 7 % 4));
    for (std::int32_t kind : {MISH4J_ARG_MAX, MISH4J_ARG_MIN}) {
        for (std::int32_t axis : {0, 1, 2, 3}) {
            Network network;
            const Expected x = network.input({2, 3, 4, 5}, data);
            for (bool last : {false, true}) {
                network.output(network.arg_reduce(kind, x, axis, true, last));
                network.output(network.arg_reduce(kind, x, axis, false, last));
            }
            network.check(0);
        }
    }
}

TEST_F(ReductionTest, PlacesOfNanAndOfZeros) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    Network network;
    const Expected numbers = network.input({5}, {1, nan, 3, nan, -1});
    const Expected zeros = network.input({3}, {-0.0f, 0.0f, -0.0f});
    for (std::int32_t kind : {MISH4J_ARG_MAX, MISH4J_ARG_MIN}) {
        for (bool last : {false, true}) {
            network.output(network.arg_reduce(kind, numbers, 0, false, last));
            network.output(network.arg_reduce(kind, zeros, 0, false, last));
        }
    }
    network.compile();
    const std::vector<std::vector<float>> found = network.run();
    for (std::size_t i = 0; i < found.size(); ++i) {
        const bool last = i / 2 % 2 == 1;
        EXPECT_EQ(found[i][0], i % 2 == 0 ? (last ? 3 : 1) : (last ? 2 : 0)) << i;
    }
}

// Many elements are equal.
TEST_F(ReductionTest, FirstInOrder) {
    for (const Dims& dims : {Dims{2, 3, 4, 5}, Dims{67}, Dims{3, 130}}) {
        std::vector<float> data(static_cast<std::size_t>(oracle::element_count(dims)));
        for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<float>(i * i % 7) - 3;
        for (std::int32_t axis = 0; axis < static_cast<std::int32_t>(dims.size()); ++axis) {
            Network network;
            const Expected x = network.input(dims, data);
            const mish4j_int64 size = dims[static_cast<std::size_t>(axis)];
            for (mish4j_int64 count : {mish4j_int64{1}, mish4j_int64{2}, size}) {
                for (std::int32_t kind : {MISH4J_ARG_MAX, MISH4J_ARG_MIN}) {
                    network.output(network.top_k(kind, x, axis, count, false));
                    network.output(network.top_k(kind, x, axis, count, true));
                }
            }
            network.check(0);
        }
    }
}

TEST_F(ReductionTest, FirstInOrderOfNanAndOfZeros) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    Network network;
    const Expected x = network.input({7}, {1, nan, -0.0f, 0.0f, infinity, nan, -infinity});
    network.output(network.top_k(MISH4J_ARG_MAX, x, 0, 7, true));
    network.output(network.top_k(MISH4J_ARG_MIN, x, 0, 7, true));
    network.compile();
    const std::vector<std::vector<float>> found = network.run();
    EXPECT_EQ(found[0], (std::vector<float>{1, 5, 4, 0, 2, 3, 6}));
    EXPECT_EQ(found[1], (std::vector<float>{1, 5, 6, 2, 3, 0, 4}));
}

TEST_F(ReductionTest, OfImagesOfEveryRank) {
    for (const Dims& dims :
         {Dims{2, 3, 11}, Dims{1, 16, 7, 7}, Dims{3, 5, 4, 9}, Dims{1, 64, 1, 1}, Dims{1, 2, 3, 4, 5}}) {
        for (std::int32_t kind = MISH4J_REDUCE_MEAN; kind <= MISH4J_REDUCE_PRODUCT; ++kind) {
            Network network;
            const Expected x = network.input(dims);
            network.output(network.reduce_images(kind, x));
            network.output(network.reduce(kind, x, dims.size() == 3 ? Dims{2} : Dims{3, 2}, false));
            network.check();
        }
    }
}

TEST_F(ReductionTest, NormalizesTheLastDimensions) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            SCOPED_TRACE(axis);
            Network network;
            const Expected x = network.input(dims);
            network.output(network.normalize(static_cast<std::int32_t>(axis), 1e-5f, x));
            network.output(network.normalize(static_cast<std::int32_t>(axis), 2, x));
            network.check();
        }
    }
}

TEST_F(ReductionTest, NormalizesNumbersFarFromZero) {
    Network network;
    network.output(network.normalize(1, 0, network.input({1, 4}, {1e6f, 1e6f + 1, 1e6f + 2, 1e6f + 4})));
    network.check();
}

TEST_F(ReductionTest, PlacesAndNormalizationOfAConvolution) {
    for (mish4j_int64 channels : {32, 5}) {
        Network network;
        const Expected x = network.input({2, 3, 6, 7});
        const Expected y = network.convolution(x, network.constant({channels, 3, 3, 3}), nullptr, 1, dense(2));
        for (std::int32_t axis : {1, 2, 3}) {
            network.output(network.arg_reduce(MISH4J_ARG_MAX, y, axis, true, false));
            network.output(network.arg_reduce(MISH4J_ARG_MIN, y, axis, false, true));
            network.output(network.top_k(MISH4J_ARG_MAX, y, axis, 2, false));
            network.output(network.normalize(axis, 1e-5f, y));
        }
        network.check(1e-5);
    }
}

TEST_F(ReductionTest, OfAConvolution) {
    for (mish4j_int64 channels : {32, 5}) {
        for (const Dims& axes : {Dims{2, 3}, Dims{1}, Dims{0, 2}, Dims{0, 1, 2, 3}}) {
            Network network;
            const Expected x = network.input({2, 3, 6, 7});
            const Expected y = network.convolution(x, network.constant({channels, 3, 3, 3}), nullptr, 1, dense(2));
            for (std::int32_t kind : reductions) {
                if (kind == MISH4J_REDUCE_PRODUCT) continue;
                network.output(network.reduce(kind, y, axes, false));
                network.output(network.reduce(kind, y, axes, true));
            }
            // Sums of numbers of both signs: the error is that of the terms.
            network.check(1e-5);
        }
    }
}

TEST_F(ReductionTest, OfConstants) {
    Network network;
    const Expected x = network.constant({3, 4});
    network.output(network.softmax(0, x));
    network.output(network.reduce(MISH4J_REDUCE_MEAN, x, {1}, false));
    network.check();
}

}  // namespace
}  // namespace mish4j::test
