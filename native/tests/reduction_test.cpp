// SPDX-License-Identifier: Apache-2.0
//
// Softmax and mean.
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
            network.output(network.softmax(static_cast<std::int32_t>(axis), network.input(dims)));
            network.check();
        }
    }
}

TEST_F(ReductionTest, SoftmaxOfLargeNumbers) {
    Network network;
    const Expected x = network.input({2, 4}, {1000, 1001, 999, -1000, -3e38f, -3e38f, -3.1e38f, -3e38f});
    network.output(network.softmax(1, x));
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

TEST_F(ReductionTest, MeanOverEverySetOfAxes) {
    for (const Dims& dims : shapes) {
        for (unsigned set = 1; set < 1u << dims.size(); ++set) {
            SCOPED_TRACE(set);
            Dims axes;
            for (std::size_t i = dims.size(); i-- > 0;) {
                if ((set >> i & 1) != 0) axes.push_back(static_cast<mish4j_int64>(i));
            }
            Network network;
            const Expected x = network.input(dims);
            network.output(network.reduce_mean(x, axes, true));
            network.output(network.reduce_mean(x, axes, false));
            network.check();
        }
    }
}

TEST_F(ReductionTest, MeanOfAConvolution) {
    for (mish4j_int64 channels : {32, 5}) {
        for (const Dims& axes : {Dims{2, 3}, Dims{1}, Dims{0, 2}, Dims{0, 1, 2, 3}}) {
            Network network;
            const Expected x = network.input({2, 3, 6, 7});
            const Expected y = network.convolution(x, network.constant({channels, 3, 3, 3}), nullptr, 1, dense(2));
            network.output(network.reduce_mean(y, axes, false));
            network.output(network.reduce_mean(y, axes, true));
            // Sums of numbers of both signs: the error is that of the terms.
            network.check(1e-5);
        }
    }
}

TEST_F(ReductionTest, OfConstants) {
    Network network;
    const Expected x = network.constant({3, 4});
    network.output(network.softmax(0, x));
    network.output(network.reduce_mean(x, {1}, false));
    network.check();
}

}  // namespace
}  // namespace mish4j::test
