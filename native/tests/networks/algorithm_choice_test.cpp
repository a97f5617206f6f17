// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "network.hpp"

namespace mish4j::test {
namespace {

constexpr const char* direct = "direct";
constexpr const char* own_activation = "direct, own activation";
constexpr const char* f2x2 = "winograd F(2x2,3x3)";
constexpr const char* f4x4 = "winograd F(4x4,3x3)";

// The algorithms and reasons of a model's convolutions, in the order of their steps.
struct Algorithm {
    std::string name;
    std::string reason;
};

std::vector<Algorithm> algorithms_of(mish4j_model model) {
    std::vector<Algorithm> algorithms;
    for (std::int32_t step = 0; step < model_number(model, MISH4J_MODEL_STEP_COUNT); ++step) {
        const bool is_convolution = step_text(model, step, MISH4J_STEP_OPERATION).starts_with("convolution");
        std::string name = step_text(model, step, MISH4J_STEP_ALGORITHM);
        EXPECT_EQ(!name.empty(), is_convolution);
        if (is_convolution) algorithms.push_back({std::move(name), step_text(model, step, MISH4J_STEP_REASON)});
    }
    return algorithms;
}

std::vector<std::string> names_of(mish4j_model model) {
    std::vector<std::string> names;
    for (const Algorithm& algorithm : algorithms_of(model)) names.push_back(algorithm.name);
    return names;
}

Windows padded(mish4j_int64 pad, mish4j_int64 stride = 1, mish4j_int64 dilation = 1) {
    return {{stride, stride}, {dilation, dilation}, {pad, pad}, {pad, pad}};
}

class AlgorithmChoiceTest : public AbiTest {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        if (test_device() != "cpu") GTEST_SKIP() << "algorithms are chosen for the device cpu alone";
    }

    // Two convolutions with Mish, the second with fewer channels to read and to give.
    static void add_two_layers(Network& network) {
        const Expected x = network.input({1, 64, 20, 20});
        const Expected bias = network.constant({64});
        Expected y = network.convolution(x, network.constant({64, 64, 3, 3}), &bias, 1, padded(1));
        y = network.append_eltwise(y, MISH4J_ELTWISE_MISH);
        Expected z = network.convolution(y, network.constant({32, 64, 3, 3}), nullptr, 1, padded(1));
        network.output(network.append_eltwise(z, MISH4J_ELTWISE_MISH));
    }
};

TEST_F(AlgorithmChoiceTest, AreThoseOfTheOption) {
    struct Case {
        std::int32_t option;
        const char* expected;
    };
    for (const Case& c : {Case{MISH4J_ALGORITHM_DIRECT, direct}, Case{MISH4J_ALGORITHM_WINOGRAD_F2X2, f2x2},
                          Case{MISH4J_ALGORITHM_WINOGRAD_F4X4, f4x4}}) {
        Network network;
        add_two_layers(network);
        network.compile("cpu", {MISH4J_OPTION_ALGORITHM, c.option});
        for (const Algorithm& algorithm : algorithms_of(network.model())) {
            EXPECT_EQ(algorithm.name, c.expected);
            EXPECT_EQ(algorithm.reason, "the option algorithm says so");
        }
        network.check(2e-5);
    }
}

struct Shape {
    const char* name;
    Dims src;
    Dims weights;
    Windows windows;
    mish4j_int64 groups = 1;
};

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.name; }

class DirectChoiceTest : public AlgorithmChoiceTest, public ::testing::WithParamInterface<Shape> {};

TEST_P(DirectChoiceTest, IsTakenWhereWinogradsCannotBe) {
    Network network;
    const Shape& shape = GetParam();
    network.output(network.convolution(network.input(shape.src), network.constant(shape.weights), nullptr, shape.groups,
                                       shape.windows));
    network.compile("cpu", {MISH4J_OPTION_ALGORITHM, MISH4J_ALGORITHM_WINOGRAD_F4X4});
    for (const Algorithm& algorithm : algorithms_of(network.model())) {
        EXPECT_EQ(algorithm.name, direct);
        EXPECT_EQ(algorithm.reason, "");
    }
    network.check(5e-6);
}

INSTANTIATE_TEST_SUITE_P(All, DirectChoiceTest,
                         ::testing::Values(Shape{"pointwise", {1, 32, 9, 9}, {32, 32, 1, 1}, padded(0)},
                                           Shape{"wide_kernel", {1, 32, 9, 9}, {32, 32, 5, 5}, padded(2)},
                                           Shape{"stride", {1, 32, 9, 9}, {32, 32, 3, 3}, padded(1, 2)},
                                           Shape{"dilation", {1, 32, 9, 9}, {32, 32, 3, 3}, padded(1, 1, 2)},
                                           Shape{"groups", {1, 32, 9, 9}, {32, 16, 3, 3}, padded(1), 2},
                                           Shape{"line", {1, 32, 9}, {32, 32, 3}, {{1}, {1}, {1}, {1}}}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST_F(AlgorithmChoiceTest, IsDirectWithWeightsThatAreComputed) {
    Network network;
    const Expected weights = network.eltwise(MISH4J_ELTWISE_TANH, network.input({16, 16, 3, 3}));
    network.output(network.convolution(network.input({1, 16, 9, 9}), weights, nullptr, 1, padded(1)));
    network.compile("cpu", {MISH4J_OPTION_ALGORITHM, MISH4J_ALGORITHM_WINOGRAD_F2X2});
    EXPECT_EQ(names_of(network.model()), std::vector<std::string>{direct});
    network.check(5e-6);
}

TEST_F(AlgorithmChoiceTest, AreChosenWithAReason) {
    Network network;
    add_two_layers(network);
    network.compile();
    for (const Algorithm& algorithm : algorithms_of(network.model())) {
        EXPECT_TRUE(algorithm.reason.starts_with("estimated ")) << algorithm.name << ": " << algorithm.reason;
    }
    network.check(2e-5);
}

TEST_F(AlgorithmChoiceTest, AreAsAccurateAsDirectWhereAccuracyIsStrict) {
    Network network;
    add_two_layers(network);
    network.compile("cpu", {MISH4J_OPTION_ACCURACY, MISH4J_ACCURACY_STRICT});
    for (const Algorithm& algorithm : algorithms_of(network.model())) {
        EXPECT_NE(algorithm.name, f4x4);
        EXPECT_PRED_FORMAT2(::testing::IsSubstring, "accuracy is strict, without winograd F(4x4,3x3)",
                            algorithm.reason);
    }
    network.check(5e-6);
}

TEST_F(AlgorithmChoiceTest, TakesNoMoreMemoryThanThereMayBe) {
    // Of the first layer, F(2x2, 3x3) takes 0.26 MB, F(4x4, 3x3) 0.59 MB; the channels fill vectors of any processor
    Network network;
    add_two_layers(network);
    network.compile("cpu",
                    {MISH4J_OPTION_ALGORITHM, MISH4J_ALGORITHM_WINOGRAD_F4X4, MISH4J_OPTION_WINOGRAD_MEMORY, 600'000});
    EXPECT_EQ(names_of(network.model()), (std::vector<std::string>{f4x4, direct}));
    EXPECT_EQ(algorithms_of(network.model())[1].reason,
              "winograd F(4x4,3x3) needs 0.3 MB, 0.0 MB are left of winograd-memory");
    EXPECT_LT(model_number(network.model(), MISH4J_MODEL_WEIGHT_BYTES), 600'000 + (32 * 64 * 9 + 64 + 32) * 4 + 4096);
    network.check(2e-5);
}

TEST_F(AlgorithmChoiceTest, IsNeverWinogradsWithoutMemory) {
    for (const std::int32_t algorithm :
         {MISH4J_ALGORITHM_AUTO, MISH4J_ALGORITHM_WINOGRAD_F2X2, MISH4J_ALGORITHM_WINOGRAD_F4X4}) {
        Network network;
        add_two_layers(network);
        network.compile("cpu", {MISH4J_OPTION_ALGORITHM, algorithm, MISH4J_OPTION_WINOGRAD_MEMORY, 0});
        for (const std::string& name : names_of(network.model())) {
            EXPECT_TRUE(name == direct || name == own_activation) << name;
        }
        network.check(5e-6);
    }
}

TEST_F(AlgorithmChoiceTest, IsDirectWithFasterArithmetic) {
    Network network;
    add_two_layers(network);
    network.compile("cpu", {MISH4J_OPTION_FAST_MATH, 1, MISH4J_OPTION_ALGORITHM, MISH4J_ALGORITHM_WINOGRAD_F4X4});
    EXPECT_EQ(names_of(network.model()), (std::vector<std::string>{direct, direct}));
}

}  // namespace
}  // namespace mish4j::test
