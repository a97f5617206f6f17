// SPDX-License-Identifier: Apache-2.0
//
// Chosen and weighted places along a dimension.
#include "network.hpp"

namespace mish4j::test {
namespace {

constexpr double exact = 0;

const Dims shapes[] = {{5}, {3, 4}, {2, 3, 4}, {2, 17, 3, 5}, {1, 16, 6, 7}, {1, 2, 3, 4, 5}, {2, 1, 2, 3, 2, 2}};

class GatherTest : public AbiTest {
 protected:
    // Places of a dimension, more than it has, in no order.
    static Dims indices(mish4j_int64 dim, mish4j_int64 count) {
        Dims result;
        for (mish4j_int64 i = 0; i < count; ++i) result.push_back((i * 7 + 3) % dim);
        return result;
    }

    static std::vector<float> weights(mish4j_int64 count) {
        std::vector<float> result;
        for (mish4j_int64 i = 0; i < count; ++i) result.push_back(static_cast<float>(i * 5 % 9 - 3) / 4);
        return result;
    }

    static Expected convolution(Network& network, const Dims& dims) {
        const Expected weights = network.constant({dims[1], dims[1], 1, 1});
        return network.convolution(network.input(dims), weights, nullptr, 1, dense(2));
    }
};

TEST_F(GatherTest, OnEachAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            SCOPED_TRACE(axis);
            Network network;
            const Expected x = network.input(dims);
            const auto at = static_cast<std::int32_t>(axis);
            network.output(network.gather(at, indices(dims[axis], dims[axis] + 2), x));
            network.output(network.gather(at, {dims[axis] - 1}, network.binary(MISH4J_BINARY_ADD, x, x)));
            network.check(exact);
        }
    }
}

TEST_F(GatherTest, ReflectsTheBordersOfAConvolution) {
    for (mish4j_int64 channels : {32, 5}) {
        Network network;
        const Expected y = convolution(network, {2, channels, 4, 5});
        const Expected tall = network.gather(2, {2, 1, 0, 1, 2, 3, 2}, y);
        const Expected padded = network.gather(3, {1, 0, 1, 2, 3, 4, 3}, tall);
        network.output(padded);
        network.output(network.convolution(padded, network.constant({7, channels, 3, 3}), nullptr, 1, dense(2)));
        network.output(network.gather(1, indices(channels, 9), y));
        network.check(1e-5);
    }
}

TEST_F(GatherTest, OfTransposedAndSlicedValues) {
    Network network;
    const Expected x = network.input({4, 6, 8});
    const Expected transposed = network.transpose(x, {2, 0, 1});
    const Expected sliced = network.slice(x, {1, 0, 1}, {2, 3, 4}, {1, 2, 1});
    for (std::int32_t axis : {0, 1, 2}) {
        const auto at = static_cast<std::size_t>(axis);
        network.output(network.gather(axis, indices(transposed.tensor.dims[at], 5), transposed));
        network.output(network.gather(axis, indices(sliced.tensor.dims[at], 5), sliced));
        network.output(
            network.interpolate(axis, 2, indices(sliced.tensor.dims[at], 6), {1, 0, 0.5f, 0.5f, -2, 4}, sliced));
    }
    network.check();
}

TEST_F(GatherTest, OfAConstant) {
    Network network;
    const Expected x = network.constant({3, 4});
    network.output(network.gather(0, {2, 0}, x));
    network.output(network.interpolate(1, 1, {3, 1}, {2, -1}, x));
    network.check(exact);
}

TEST_F(GatherTest, InterpolatesOnEachAxis) {
    for (const Dims& dims : shapes) {
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            for (mish4j_int64 taps : {1, 2, 5}) {
                SCOPED_TRACE(axis);
                const mish4j_int64 count = (dims[axis] + 3) * taps;
                Network network;
                network.output(network.interpolate(static_cast<std::int32_t>(axis), taps, indices(dims[axis], count),
                                                   weights(count), network.input(dims)));
                network.check();
            }
        }
    }
}

TEST_F(GatherTest, InterpolatesLongRowsAndLargeBlocks) {
    Network network;
    const Expected x = network.input({3, 5, 1733});
    network.output(network.interpolate(2, 3, indices(1733, 3 * 2001), weights(3 * 2001), x));
    network.output(network.interpolate(0, 2, {0, 2, 1, 1, 2, 0}, {0.25f, 0.75f, 1, 0, 0.5f, -0.5f}, x));
    network.check();
}

TEST_F(GatherTest, EnlargesAConvolutionLinearly) {
    for (mish4j_int64 channels : {32, 3}) {
        Network network;
        const Expected y = convolution(network, {2, channels, 3, 4});
        const Dims places = {0, 1, 0, 1, 0, 1, 1, 2, 1, 2, 1, 2};
        const std::vector<float> shares = {1, 0, 0.75f, 0.25f, 0.25f, 0.75f, 1, 0, 0.75f, 0.25f, 0.25f, 0.75f};
        network.output(network.interpolate(3, 2, places, shares, network.interpolate(2, 2, places, shares, y)));
        network.check(1e-5);
    }
}

}  // namespace
}  // namespace mish4j::test
