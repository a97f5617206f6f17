// SPDX-License-Identifier: Apache-2.0
//
// Whole networks: what operators do to each other.
#include "network.hpp"

namespace mish4j::test {
namespace {

class NetworkTest : public AbiTest {
 protected:
    static Expected convolution_mish(Network& network, const Expected& src, mish4j_int64 channels,
                                     mish4j_int64 stride) {
        const Expected weights = network.constant({channels, src.tensor.dims[1], 3, 3});
        const Expected bias = network.constant({channels});
        const Windows windows{{stride, stride}, {1, 1}, {1, 1}, {1, 1}};
        return network.append_eltwise(network.convolution(src, weights, &bias, 1, windows), MISH4J_ELTWISE_MISH);
    }
};

TEST_F(NetworkTest, ConvolutionPoolingConcatReshapeMatmul) {
    for (mish4j_int64 batch : {1, 3}) {
        Network network;
        const Expected x = network.input({batch, 3, 12, 12});
        const Expected stem = convolution_mish(network, x, 16, 1);
        const Expected a = network.pooling(MISH4J_POOLING_MAX, stem, {2, 2}, {{2, 2}, {1, 1}, {0, 0}, {0, 0}});
        const Expected b = convolution_mish(network, stem, 8, 2);
        const Expected joined = network.concat(1, {a, b});
        const Expected flat = network.reshape(joined, {batch, 24 * 36});
        const Expected bias = network.constant({10});
        const Expected logits = network.matmul(flat, network.constant({24 * 36, 10}), &bias);
        network.output(network.softmax(1, logits));
        network.output(logits);
        network.check(1e-5);
    }
}

TEST_F(NetworkTest, ResidualBlocks) {
    Network network;
    Expected x = convolution_mish(network, network.input({1, 3, 16, 16}), 32, 2);
    for (int block = 0; block < 4; ++block) {
        const Expected inner = convolution_mish(network, network.eltwise(MISH4J_ELTWISE_TANH, x), 32, 1);
        const Expected outer = convolution_mish(network, inner, 32, 1);
        x = network.append_add(outer, x);
    }
    network.output(network.reduce_images(MISH4J_REDUCE_MEAN, x));
    network.check(1e-5);
}

TEST_F(NetworkTest, CrossStagePartialWithUpsampling) {
    Network network;
    const Expected x = convolution_mish(network, network.input({1, 3, 16, 16}), 32, 1);
    const Expected left = network.slice(x, {0, 0, 0, 0}, {1, 16, 16, 16}, {1, 1, 1, 1});
    const Expected right = network.slice(x, {0, 16, 0, 0}, {1, 16, 16, 16}, {1, 1, 1, 1});
    const Expected deep = convolution_mish(network, convolution_mish(network, right, 16, 2), 16, 1);
    const Expected joined = network.concat(1, {left, network.resize_nearest(deep, {2, 2})});
    network.output(convolution_mish(network, joined, 24, 1));
    network.output(deep);
    network.check(1e-5);
}

TEST_F(NetworkTest, TransposesBetweenConvolutions) {
    Network network;
    const Expected x = convolution_mish(network, network.input({1, 8, 6, 6}), 8, 1);
    const Expected swapped = network.transpose(x, {0, 1, 3, 2});
    network.output(convolution_mish(network, swapped, 8, 1));
    network.output(network.transpose(x, {0, 2, 3, 1}));
    network.check(1e-5);
}

TEST_F(NetworkTest, OutputsThatAreInputsOrConstants) {
    Network network;
    const Expected x = network.input({2, 3});
    const Expected unused = network.input({4});
    const Expected c = network.constant({5});
    network.output(x);
    network.output(c);
    network.output(x);
    network.output(c);
    network.check(0);
    EXPECT_EQ(model_number(network.model(), MISH4J_MODEL_INPUT_COUNT), 2);
    EXPECT_EQ(model_number(network.model(), MISH4J_MODEL_OUTPUT_COUNT), 4);
    EXPECT_EQ(unused.value, 1);
}

TEST_F(NetworkTest, OneValueUnderSeveralNames) {
    Network network;
    const Expected x = network.input({1, 16, 5, 5});
    const Expected y = convolution_mish(network, x, 16, 1);
    network.output(y);
    network.output(y);
    network.output(network.eltwise(MISH4J_ELTWISE_RELU, y));
    network.output(y);
    network.output(network.reshape(y, {16, 25}));
    network.check(1e-5);
}

TEST_F(NetworkTest, OutputsThatOtherOperatorsRead) {
    Network network;
    Expected x = network.input({1, 4, 6, 6});
    for (int i = 0; i < 5; ++i) {
        x = convolution_mish(network, x, 4 + 3 * i, 1);
        network.output(x);
    }
    network.check(1e-5);
}

TEST_F(NetworkTest, OperatorsThatNothingReads) {
    Network network;
    const Expected x = network.input({1, 4, 6, 6});
    convolution_mish(network, x, 8, 1);
    network.softmax(1, x);
    network.output(network.eltwise(MISH4J_ELTWISE_RELU, x));
    network.check();
}

TEST_F(NetworkTest, ConstantsAlone) {
    Network network;
    const Expected c = network.constant({2, 3});
    network.output(network.eltwise(MISH4J_ELTWISE_MISH, network.binary(MISH4J_BINARY_MUL, c, network.constant({3}))));
    network.check();
}

TEST_F(NetworkTest, LongChainsReuseMemory) {
    Network network;
    const Expected input = network.input({1, 16, 16, 16});
    Expected x = input;
    for (int i = 0; i < 20; ++i) x = convolution_mish(network, network.eltwise(MISH4J_ELTWISE_TANH, x), 16, 1);
    network.output(x);
    network.check(1e-5);
    const mish4j_int64 one = 16 * 16 * 16 * 4;
    const mish4j_int64 activations = model_number(network.model(), MISH4J_MODEL_ACTIVATION_BYTES);
    EXPECT_LE(activations, 4 * one);
    EXPECT_GE(activations, model_number(network.model(), MISH4J_MODEL_LARGEST_LIVE_BYTES));
}

TEST_F(NetworkTest, EveryNumberOfThreads) {
    if (test_device() != "cpu") GTEST_SKIP() << "a GPU has no number of threads to choose";
    Network network;
    const Expected x = convolution_mish(network, network.input({1, 3, 20, 20}), 32, 1);
    const Expected y = network.append_add(convolution_mish(network, x, 32, 1), x);
    const Expected pooled = network.reduce_images(MISH4J_REDUCE_MEAN, y);
    network.output(network.eltwise(MISH4J_ELTWISE_MISH, y));
    network.output(network.reduce(MISH4J_REDUCE_MEAN, y, {2, 3}, false));
    network.output(network.softmax(1, network.reshape(pooled, {1, 32})));
    for (mish4j_int64 threads : {1, 2, 3, 7}) {
        network.compile(test_device(), {MISH4J_OPTION_THREADS, threads});
        network.check(1e-5);
        EXPECT_EQ(model_number(network.model(), MISH4J_MODEL_THREADS), threads);
    }
    network.compile(test_device(), {MISH4J_OPTION_THREADS, 0});
    network.check(1e-5);
    EXPECT_GE(model_number(network.model(), MISH4J_MODEL_THREADS), 1);
}

TEST_F(NetworkTest, FastMathStaysNear) {
    Network network;
    network.output(convolution_mish(network, network.input({1, 16, 12, 12}), 32, 1));
    network.compile(test_device(), {MISH4J_OPTION_FAST_MATH, 1});
    network.check(3e-2);
}

}  // namespace
}  // namespace mish4j::test
