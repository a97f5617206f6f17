// SPDX-License-Identifier: Apache-2.0
//
// Convolutions and matmuls with every order of post-ops.
#include <ostream>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct PostOp {
    std::int32_t kind;  // MISH4J_ELTWISE_*, or 0 for an addition
    float alpha = 0;
    float beta = 0;
};

constexpr PostOp add{0};
constexpr PostOp mish{MISH4J_ELTWISE_MISH};
constexpr PostOp leaky{MISH4J_ELTWISE_RELU, 0.1f};
constexpr PostOp linear{MISH4J_ELTWISE_LINEAR, -1.5f, 0.25f};

struct Case {
    std::string name;
    std::vector<PostOp> post_ops;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

std::vector<Case> cases() {
    std::vector<Case> result = {
        {"add", {add}},
        {"mish_add", {mish, add}},
        {"add_mish", {add, mish}},
        {"mish_leaky", {mish, leaky}},
        {"linear_mish", {linear, mish}},
        {"add_add", {add, add}},
        {"mish_add_leaky", {mish, add, leaky}},
        {"add_mish_add", {add, mish, add}},
        {"linear_add_mish_add_leaky", {linear, add, mish, add, leaky}},
        {"mish_erf_add_mish", {mish, {MISH4J_ELTWISE_ERF}, add, mish}},
        {"abs_linear_log", {{MISH4J_ELTWISE_ABS}, {MISH4J_ELTWISE_LINEAR, 1, 1}, {MISH4J_ELTWISE_LOG}}},
    };
    const PostOp alone[] = {
        mish,
        {MISH4J_ELTWISE_RELU},
        leaky,
        {MISH4J_ELTWISE_SIGMOID},
        {MISH4J_ELTWISE_TANH},
        {MISH4J_ELTWISE_SOFTPLUS},
        {MISH4J_ELTWISE_SWISH, 1},
        {MISH4J_ELTWISE_SWISH, 1.7f},
        linear,
        {MISH4J_ELTWISE_CLIP, 0, 6},
        {MISH4J_ELTWISE_CLIP, 2, -3},
        {MISH4J_ELTWISE_ELU, 0.8f},
        {MISH4J_ELTWISE_ABS},
        {MISH4J_ELTWISE_POW, 0.5f, 2},
        {MISH4J_ELTWISE_GELU},
        {MISH4J_ELTWISE_GELU_TANH},
        {MISH4J_ELTWISE_HARD_SIGMOID, 0.2f, 0.5f},
        {MISH4J_ELTWISE_HARD_SWISH},
        // Those that are no part of a step of oneDNN.
        {MISH4J_ELTWISE_ERF},
        {MISH4J_ELTWISE_SOFTSIGN},
    };
    for (const PostOp& op : alone) {
        const std::string number = std::to_string(result.size());
        result.push_back({"eltwise_" + std::to_string(op.kind) + "_" + number, {op}});
        result.push_back({"add_eltwise_" + std::to_string(op.kind) + "_" + number, {add, op}});
    }
    return result;
}

class PostOpTest : public AbiTest, public ::testing::WithParamInterface<Case> {
 protected:
    // Appends the post-ops; each addition adds another value.
    static Expected append(Network& network, Expected dst, const std::vector<Expected>& others) {
        std::size_t next = 0;
        for (const PostOp& op : GetParam().post_ops) {
            dst = op.kind == 0 ? network.append_add(dst, others.at(next++))
                               : network.append_eltwise(dst, op.kind, op.alpha, op.beta);
        }
        return dst;
    }
};

TEST_P(PostOpTest, OfAConvolution) {
    const Windows windows{{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    for (mish4j_int64 channels : {16, 5}) {
        SCOPED_TRACE(channels);
        Network network;
        const Expected x = network.input({2, channels, 7, 6});
        const Expected weights = network.constant({channels, channels, 3, 3});
        const Expected bias = network.constant({channels});
        // The residuals: the result of another convolution, and the input itself.
        const Expected inner = network.convolution(x, weights, &bias, 1, windows);
        const Expected y = append(network, network.convolution(inner, weights, &bias, 1, windows), {inner, x, x});
        network.output(network.pooling(MISH4J_POOLING_MAX, y, {2, 2}, dense(2)));
        network.check(2e-6);  // oneDNN's tanh and exponential are off by up to 1e-6
    }
}

TEST_P(PostOpTest, OfAMatmul) {
    Network network;
    const Expected x = network.input({6, 11});
    const Expected weights = network.constant({11, 11});
    const Expected bias = network.constant({11});
    const Expected inner = network.matmul(x, weights, nullptr);
    network.output(append(network, network.matmul(inner, weights, &bias), {inner, x, x}));
    network.check();
}

TEST_P(PostOpTest, ReadingAValueThatIsReadLaterToo) {
    Network network;
    const Expected x = network.input({1, 16, 5, 5});
    const Expected weights = network.constant({16, 16, 1, 1});
    const Expected inner = network.convolution(x, weights, nullptr, 1, dense(2));
    const Expected y = append(network, network.convolution(x, weights, nullptr, 1, dense(2)), {inner, inner, x});
    network.output(y);
    network.output(network.binary(MISH4J_BINARY_MUL, inner, y));
    network.check();
}

TEST_P(PostOpTest, ReadingAConstantAndAnOutput) {
    Network network;
    const Expected x = network.input({1, 8, 5, 5});
    const Expected weights = network.constant({8, 8, 3, 3});
    const Windows windows{{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    const Expected inner = network.convolution(x, weights, nullptr, 1, windows);
    network.output(inner);
    network.output(append(network, network.convolution(x, weights, nullptr, 1, windows),
                          {network.constant({1, 8, 5, 5}), inner, inner}));
    network.check(2e-6);  // by F(4x4, 3x3), too
}

INSTANTIATE_TEST_SUITE_P(All, PostOpTest, ::testing::ValuesIn(cases()),
                         [](const auto& info) { return info.param.name; });

class FusionTest : public AbiTest {};

TEST_F(FusionTest, MakesOneStepOfConvolutionBiasMishAndAdd) {
    Network network;
    const Windows windows{{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    const Expected x = network.input({1, 32, 8, 8});
    const Expected weights = network.constant({32, 32, 3, 3});
    const Expected bias = network.constant({32});
    Expected first = network.convolution(x, weights, &bias, 1, windows);
    first = network.append_eltwise(first, MISH4J_ELTWISE_MISH);
    Expected second = network.convolution(first, weights, &bias, 1, windows);
    second = network.append_eltwise(second, MISH4J_ELTWISE_MISH);
    second = network.append_add(second, first);
    network.output(second);
    network.check();
    std::vector<std::string> convolutions;
    for (std::int32_t step = 0; step < model_number(network.model(), MISH4J_MODEL_STEP_COUNT); ++step) {
        const std::string operation = step_text(network.model(), step, MISH4J_STEP_OPERATION);
        EXPECT_NE(step_text(network.model(), step, MISH4J_STEP_KERNEL), "");
        EXPECT_NE(step_text(network.model(), step, MISH4J_STEP_DST), "");
        if (operation.starts_with("convolution")) convolutions.push_back(operation);
    }
    EXPECT_EQ(convolutions, (std::vector<std::string>{"convolution+bias+mish", "convolution+bias+mish+add"}));
}

}  // namespace
}  // namespace mish4j::test
