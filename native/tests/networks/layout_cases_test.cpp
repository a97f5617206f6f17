// SPDX-License-Identifier: Apache-2.0
//
// Small networks in which a value's layout was once mistaken, or refused.
#include "network.hpp"

namespace mish4j::test {
namespace {

class LayoutCasesTest : public AbiTest {
 protected:
    static Expected convolution(Network& network, const Dims& src, const Dims& weights, mish4j_int64 groups = 1) {
        return network.convolution(network.input(src), network.constant(weights), nullptr, groups,
                                   dense(src.size() - 2));
    }
};

TEST_F(LayoutCasesTest, VectorAlongTheLastDimensionOfATransposedConvolution) {
    for (const Dims& permutation : {Dims{0, 2, 3, 1}, Dims{0, 3, 2, 1}, Dims{0, 2, 1, 3}, Dims{3, 0, 1, 2}}) {
        Network network;
        const Expected x = network.transpose(convolution(network, {2, 3, 7, 6}, {16, 3, 3, 3}), permutation);
        const Expected vector = network.constant({x.tensor.dims.back()});
        const Expected mask = network.input({1, 1, x.tensor.dims[2], x.tensor.dims[3]});
        network.output(network.binary(MISH4J_BINARY_ADD, x, vector));
        network.output(network.binary(MISH4J_BINARY_MAX, vector, x));
        network.output(network.binary(MISH4J_BINARY_MUL, x, mask));
        // PRelu: max(x, 0) + slope min(x, 0)
        const Expected zero = network.constant({}, {0});
        network.output(
            network.binary(MISH4J_BINARY_ADD, network.binary(MISH4J_BINARY_MAX, x, zero),
                           network.binary(MISH4J_BINARY_MUL, network.binary(MISH4J_BINARY_MIN, x, zero), vector)));
        network.output(x);
        network.check(1e-5);
    }
}

TEST_F(LayoutCasesTest, SqueezeAndExciteOfATransposedBatch) {
    for (const Dims& permutation : {Dims{1, 0, 2, 3}, Dims{2, 1, 0, 3}, Dims{3, 1, 2, 0}}) {
        Network network;
        const Expected x = network.transpose(convolution(network, {3, 4, 5, 4}, {16, 4, 1, 1}), permutation);
        const mish4j_int64 channels = x.tensor.dims[1];
        const Expected mean = network.reduce_images(MISH4J_REDUCE_MEAN, x);
        const Expected squeezed = network.append_eltwise(
            network.convolution(mean, network.constant({2, channels, 1, 1}), nullptr, 1, dense(2)),
            MISH4J_ELTWISE_MISH);
        const Expected excited = network.append_eltwise(
            network.convolution(squeezed, network.constant({channels, 2, 1, 1}), nullptr, 1, dense(2)),
            MISH4J_ELTWISE_SIGMOID);
        network.output(network.binary(MISH4J_BINARY_MUL, x, excited));
        network.check(1e-5);
    }
}

TEST_F(LayoutCasesTest, PartsOfAConvolutionOfNarrowGroups) {
    for (mish4j_int64 batch : {1, 3}) {
        Network network;
        const Expected x = convolution(network, {batch, 8, 7, 7}, {8, 4, 3, 3}, 2);
        network.output(network.slice(x, {0, 0, 1, 1}, {batch, 8, 3, 3}, {1, 1, 1, 1}));
        network.output(network.slice(x, {0, 0, 0, 1}, {batch, 8, 3, 2}, {1, 1, 2, 2}));
        network.output(network.slice(x, {0, 0, 0, 0}, {batch, 4, 5, 5}, {1, 1, 1, 1}));
        network.output(network.slice(x, {0, 4, 0, 0}, {batch, 4, 5, 5}, {1, 1, 1, 1}));
        network.output(network.slice(x, {0, 4, 0, 0}, {batch, 4, 2, 5}, {1, 1, 1, 1}));
        network.output(network.slice(x, {0, 1, 0, 0}, {batch, 3, 5, 5}, {1, 2, 1, 1}));
        network.check(1e-5);
    }
}

TEST_F(LayoutCasesTest, ReshapeOfConvolutionsOfOneChannel) {
    Network network;
    const Expected x = convolution(network, {6, 3, 4, 3}, {1, 3, 1, 1});
    network.output(network.reshape(network.resize_nearest(x, {2, 1}), {12, 2, 6}));
    network.output(network.reshape(network.transpose(x, {1, 2, 0, 3}), {4, 18}));
    network.check(1e-5);
}

// Weights that are a constant, but lie otherwise than they are read.
TEST_F(LayoutCasesTest, RearrangedConstantsAsWeights) {
    Network network;
    const Expected x = network.input({1, 32, 6, 6});
    const Expected transposed = network.transpose(network.constant({3, 3, 2, 32}), {3, 2, 1, 0});
    network.output(network.convolution(x, transposed, nullptr, 16, dense(2)));
    const Expected part = network.slice(network.constant({64, 2, 3, 3}), {1, 0, 0, 0}, {32, 2, 3, 3}, {2, 1, 1, 1});
    network.output(network.convolution(x, part, nullptr, 16, dense(2)));
    const Expected half = network.slice(network.constant({64, 2, 3, 3}), {32, 0, 0, 0}, {32, 2, 3, 3}, {1, 1, 1, 1});
    network.output(network.convolution(x, half, nullptr, 16, dense(2)));
    const Expected wide = network.transpose(network.constant({32, 32, 3, 3}), {1, 0, 3, 2});
    network.output(network.convolution(x, wide, nullptr, 1, dense(2)));
    network.check(1e-5);
}

}  // namespace
}  // namespace mish4j::test
