// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "network.hpp"

namespace mish4j::test {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

class EltwiseTest : public AbiTest {
 protected:
    // The function of each number, computed by the device.
    static std::vector<float> apply(std::int32_t kind, const std::vector<float>& data, float alpha = 0,
                                    float beta = 0) {
        Network network;
        const Expected x = network.input({static_cast<mish4j_int64>(data.size())}, data);
        network.output(network.eltwise(kind, x, alpha, beta));
        network.compile();
        if (network.model() == 0) return std::vector<float>(data.size());
        EXPECT_EQ(model_number(network.model(), MISH4J_MODEL_REFERENCE_STEP_COUNT), 0);
        return network.run().at(0);
    }
};

struct Function {
    std::int32_t kind;
    float alpha;
    float beta;
};

const Function functions[] = {
    {MISH4J_ELTWISE_MISH, 0, 0},          {MISH4J_ELTWISE_RELU, 0, 0},       {MISH4J_ELTWISE_RELU, 0.1f, 0},
    {MISH4J_ELTWISE_RELU, -2, 0},         {MISH4J_ELTWISE_RELU, 1.5f, 0},    {MISH4J_ELTWISE_SIGMOID, 0, 0},
    {MISH4J_ELTWISE_TANH, 0, 0},          {MISH4J_ELTWISE_SOFTPLUS, 0, 0},   {MISH4J_ELTWISE_SWISH, 1, 0},
    {MISH4J_ELTWISE_SWISH, -0.5f, 0},     {MISH4J_ELTWISE_SWISH, 0, 0},      {MISH4J_ELTWISE_LINEAR, 2, -3},
    {MISH4J_ELTWISE_LINEAR, 0, 0.5f},     {MISH4J_ELTWISE_CLIP, 0, 6},       {MISH4J_ELTWISE_CLIP, -1, -1},
    {MISH4J_ELTWISE_CLIP, 3, -2},         {MISH4J_ELTWISE_ELU, 1, 0},        {MISH4J_ELTWISE_ELU, 0.3f, 0},
    {MISH4J_ELTWISE_EXP, 0, 0},           {MISH4J_ELTWISE_SQRT, 0, 0},       {MISH4J_ELTWISE_LOG, 0, 0},
    {MISH4J_ELTWISE_ABS, 0, 0},           {MISH4J_ELTWISE_POW, 2, 3},        {MISH4J_ELTWISE_POW, -1, 0.75f},
    {MISH4J_ELTWISE_POW, 3, 0},           {MISH4J_ELTWISE_ROUND, 0, 0},      {MISH4J_ELTWISE_FLOOR, 0, 0},
    {MISH4J_ELTWISE_CEIL, 0, 0},          {MISH4J_ELTWISE_SIGN, 0, 0},       {MISH4J_ELTWISE_ERF, 0, 0},
    {MISH4J_ELTWISE_GELU, 0, 0},          {MISH4J_ELTWISE_GELU_TANH, 0, 0},  {MISH4J_ELTWISE_HARD_SIGMOID, 0.2f, 0.5f},
    {MISH4J_ELTWISE_HARD_SIGMOID, -1, 0}, {MISH4J_ELTWISE_HARD_SWISH, 0, 0}, {MISH4J_ELTWISE_SOFTSIGN, 0, 0},
};

// Whether the function is one of numbers above 0 only.
bool needs_positive(std::int32_t kind, float beta) {
    return kind == MISH4J_ELTWISE_SQRT || kind == MISH4J_ELTWISE_LOG ||
           (kind == MISH4J_ELTWISE_POW && beta != std::floor(beta));
}

// Whether the function is defined everywhere and makes little of a rounding error.
bool is_for_rounded_numbers(std::int32_t kind, float beta) {
    return !needs_positive(kind, beta) && kind != MISH4J_ELTWISE_EXP && kind != MISH4J_ELTWISE_ROUND &&
           kind != MISH4J_ELTWISE_FLOOR && kind != MISH4J_ELTWISE_CEIL && kind != MISH4J_ELTWISE_SIGN;
}

class EveryEltwiseTest : public EltwiseTest, public ::testing::WithParamInterface<Function> {};

TEST_P(EveryEltwiseTest, OfNumbersOnBothSidesOfZero) {
    const auto [kind, alpha, beta] = GetParam();
    std::vector<float> data;
    for (int i = -400; i <= 400; ++i) data.push_back(static_cast<float>(i) / 20);
    if (needs_positive(kind, beta)) {
        for (float& x : data) x = std::abs(x) + 1e-3f;
    }
    const std::vector<float> found = apply(kind, data, alpha, beta);
    for (std::size_t i = 0; i < data.size(); ++i) {
        const double expected = oracle::eltwise(kind, double{alpha}, double{beta}, double{data[i]});
        EXPECT_NEAR(found[i], expected, std::max(2e-6, 1e-5 * std::abs(expected))) << "x = " << data[i];
    }
}

TEST_P(EveryEltwiseTest, OfEveryRank) {
    const auto [kind, alpha, beta] = GetParam();
    for (const Dims& dims : {Dims{}, Dims{1}, Dims{17}, Dims{3, 5}, Dims{2, 3, 5}, Dims{1, 3, 4, 5},
                             Dims{1, 2, 3, 4, 5}, Dims{2, 1, 3, 1, 2, 3}}) {
        Network network;
        // A square, so that it has a root.
        const Expected x = network.input(dims);
        const Expected square = network.binary(MISH4J_BINARY_MUL, x, x);
        network.output(network.eltwise(kind, square, alpha, beta));
        network.check(1e-5);
    }
}

TEST_P(EveryEltwiseTest, OfAConvolution) {
    const auto [kind, alpha, beta] = GetParam();
    if (!is_for_rounded_numbers(kind, beta)) return;
    for (mish4j_int64 channels : {32, 3}) {
        Network network;
        const Expected x = network.input({2, channels, 5, 7});
        const Expected y = network.convolution(x, network.constant({channels, channels, 1, 1}), nullptr, 1, dense(2));
        network.output(network.eltwise(kind, y, alpha, beta));
        network.output(y);
        network.check(1e-5);
    }
}

// In blocks of channels, the last of them has places that hold no channel; what reads whole blocks finds zeros there.
TEST_P(EveryEltwiseTest, OfChannelsThatDoNotFillTheirBlocks) {
    const auto [kind, alpha, beta] = GetParam();
    if (!is_for_rounded_numbers(kind, beta)) return;
    Network network;
    const Expected x = network.input({2, 16, 6, 5});
    const Expected y = network.convolution(x, network.constant({21, 16, 1, 1}), nullptr, 1, dense(2));
    const Expected z = network.eltwise(kind, y, alpha, beta);
    network.output(network.convolution(z, network.constant({16, 21, 3, 3}), nullptr, 1, dense(2)));
    network.check(1e-5);
}

// Between convolutions, what is joined lies in blocks of channels, and the function writes into its part.
TEST_P(EveryEltwiseTest, IntoAPartOfAConcatenation) {
    const auto [kind, alpha, beta] = GetParam();
    if (!is_for_rounded_numbers(kind, beta)) return;
    for (const mish4j_int64 batch : {1, 3}) {
        SCOPED_TRACE(batch);
        Network network;
        const Expected x = network.input({batch, 16, 4, 5});
        const Expected y = network.convolution(x, network.constant({16, 16, 1, 1}), nullptr, 1, dense(2));
        const Expected other = network.convolution(x, network.constant({32, 16, 1, 1}), nullptr, 1, dense(2));
        const Expected joined = network.concat(1, {other, network.eltwise(kind, y, alpha, beta), y});
        network.output(network.convolution(joined, network.constant({16, 64, 1, 1}), nullptr, 1, dense(2)));
        network.check(1e-5);
    }
}

INSTANTIATE_TEST_SUITE_P(All, EveryEltwiseTest, ::testing::ValuesIn(functions), [](const auto& info) {
    return "kind_" + std::to_string(info.param.kind) + "_" + std::to_string(info.index);
});

TEST_F(EltwiseTest, MishIsAccurateToItsLastDigitsOverItsWholeRange) {
    std::vector<float> data;
    for (int i = -87 * 64; i <= 88 * 64; ++i) data.push_back(static_cast<float>(i) / 64 + 1e-3f);
    for (int e = -140; e < -6; ++e) {
        data.push_back(std::ldexp(1.3f, e));
        data.push_back(-std::ldexp(1.3f, e));
    }
    const std::vector<float> found = apply(MISH4J_ELTWISE_MISH, data);
    for (std::size_t i = 0; i < data.size(); ++i) {
        const double expected = oracle::eltwise(MISH4J_ELTWISE_MISH, 0.0, 0.0, double{data[i]});
        // Below the normal numbers only the distance between two neighbours can be asked for.
        const double denormal = 2 * double{std::numeric_limits<float>::denorm_min()};
        EXPECT_NEAR(found[i], expected, std::max(1e-6 * std::abs(expected), denormal)) << "x = " << data[i];
    }
}

TEST_F(EltwiseTest, MishOfNumbersOutsideThatRange) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float largest = std::numeric_limits<float>::max();
    const std::vector<float> data = {nan, -nan,  infinity, -infinity, largest, -largest,
                                     89,  1e10f, -1e10f,   -150,      0.0f,    -0.0f};
    const std::vector<float> found = apply(MISH4J_ELTWISE_MISH, data);
    EXPECT_TRUE(std::isnan(found[0]));
    EXPECT_TRUE(std::isnan(found[1]));
    EXPECT_EQ(found[2], infinity);
    EXPECT_EQ(found[3], 0);
    EXPECT_EQ(found[4], largest);
    EXPECT_EQ(found[5], 0);
    EXPECT_EQ(found[6], 89);
    EXPECT_EQ(found[7], 1e10f);
    EXPECT_EQ(found[8], 0);
    EXPECT_NEAR(found[9], 0, 1e-36);
    EXPECT_EQ(found[10], 0);
    EXPECT_EQ(found[11], 0);
}

TEST_F(EltwiseTest, LogarithmIsAccurateOverItsWholeRange) {
    std::vector<float> data;
    for (int e = -149; e < 128; ++e) {
        for (float m : {1.0f, 1.1f, 1.4142135f, 1.4142137f, 1.7f, 1.9999999f}) data.push_back(std::ldexp(m, e));
    }
    for (int i = -3000; i <= 3000; ++i) data.push_back(1 + static_cast<float>(i) * 0x1p-20f);
    const std::vector<float> found = apply(MISH4J_ELTWISE_LOG, data);
    for (std::size_t i = 0; i < data.size(); ++i) {
        const double expected = std::log(double{data[i]});
        EXPECT_NEAR(found[i], expected, 1e-6 * std::abs(expected)) << "x = " << data[i];
    }
}

TEST_F(EltwiseTest, ErrorFunctionIsAccurateOverItsWholeRange) {
    std::vector<float> data;
    for (int i = -6000; i <= 6000; ++i) data.push_back(static_cast<float>(i) / 1000 + 1e-5f);
    for (int e = -140; e < 100; e += 3) data.push_back(std::ldexp(-1.3f, e));
    const std::vector<float> found = apply(MISH4J_ELTWISE_ERF, data);
    for (std::size_t i = 0; i < data.size(); ++i) {
        const double expected = std::erf(double{data[i]});
        const double denormal = 2 * double{std::numeric_limits<float>::denorm_min()};
        EXPECT_NEAR(found[i], expected, std::max(1e-6 * std::abs(expected), denormal)) << "x = " << data[i];
    }
}

TEST_F(EltwiseTest, NanGivesNan) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (std::int32_t kind = MISH4J_ELTWISE_LOG; kind <= MISH4J_ELTWISE_SOFTSIGN; ++kind) {
        const bool has_parameters = kind == MISH4J_ELTWISE_POW || kind == MISH4J_ELTWISE_HARD_SIGMOID;
        const float parameter = has_parameters ? 0.5f : 0;
        const std::vector<float> found = apply(kind, std::vector<float>(20, nan), parameter, parameter);
        for (float x : found) EXPECT_TRUE(std::isnan(x)) << kind;
    }
}

TEST_F(EltwiseTest, LimitsAtTheInfinities) {
    struct Limits {
        std::int32_t kind;
        float below, above;
    };
    const Limits limits[] = {
        {MISH4J_ELTWISE_ABS, infinity, infinity},
        {MISH4J_ELTWISE_ROUND, -infinity, infinity},
        {MISH4J_ELTWISE_FLOOR, -infinity, infinity},
        {MISH4J_ELTWISE_CEIL, -infinity, infinity},
        {MISH4J_ELTWISE_SIGN, -1, 1},
        {MISH4J_ELTWISE_ERF, -1, 1},
        {MISH4J_ELTWISE_SOFTSIGN, -1, 1},
    };
    for (const auto& [kind, below, above] : limits) {
        EXPECT_EQ(apply(kind, {-infinity, infinity}), (std::vector<float>{below, above})) << kind;
    }
    EXPECT_EQ(apply(MISH4J_ELTWISE_HARD_SIGMOID, {-infinity, infinity}, 0.2f, 0.5f), (std::vector<float>{0, 1}));
    EXPECT_EQ(apply(MISH4J_ELTWISE_GELU, {infinity}), std::vector<float>{infinity});
    EXPECT_EQ(apply(MISH4J_ELTWISE_HARD_SWISH, {infinity}), std::vector<float>{infinity});
    EXPECT_EQ(apply(MISH4J_ELTWISE_LOG, {0, -0.0f, infinity}), (std::vector<float>{-infinity, -infinity, infinity}));
    const std::vector<float> logarithms = apply(MISH4J_ELTWISE_LOG, {-1, -infinity, -1e-40f});
    for (float x : logarithms) EXPECT_TRUE(std::isnan(x));
}

TEST_F(EltwiseTest, RoundsHalvesToEven) {
    const std::vector<float> data = {0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -2.5f, 0.49999997f, 8388609.0f};
    EXPECT_EQ(apply(MISH4J_ELTWISE_ROUND, data), (std::vector<float>{0, 2, 2, 0, -2, -2, 0, 8388609}));
    EXPECT_EQ(apply(MISH4J_ELTWISE_FLOOR, data), (std::vector<float>{0, 1, 2, -1, -2, -3, 0, 8388609}));
    EXPECT_EQ(apply(MISH4J_ELTWISE_CEIL, data), (std::vector<float>{1, 2, 3, 0, -1, -2, 1, 8388609}));
    EXPECT_EQ(apply(MISH4J_ELTWISE_SIGN, {-3, 0, 2e-45f}), (std::vector<float>{-1, 0, 1}));
}

TEST_F(EltwiseTest, SqrtOfNegativeNumbersIsNoNumber) {
    const std::vector<float> found = apply(MISH4J_ELTWISE_SQRT, {-1, 0, 4});
    EXPECT_TRUE(std::isnan(found[0]));
    EXPECT_EQ(found[1], 0);
    EXPECT_EQ(found[2], 2);
}

TEST_F(EltwiseTest, SigmoidAndSoftplusOfLargeNumbers) {
    const std::vector<float> data = {-infinity, -200, -90, 90, 200, infinity};
    const std::vector<float> sigmoid = apply(MISH4J_ELTWISE_SIGMOID, data);
    const std::vector<float> softplus = apply(MISH4J_ELTWISE_SOFTPLUS, data);
    const std::vector<float> tanh = apply(MISH4J_ELTWISE_TANH, data);
    for (std::size_t i = 0; i < data.size(); ++i) {
        EXPECT_NEAR(sigmoid[i], i < 3 ? 0 : 1, 1e-7) << data[i];
        EXPECT_NEAR(tanh[i], i < 3 ? -1 : 1, 1e-6) << data[i];
        if (i < 5) {
            EXPECT_NEAR(softplus[i], i < 3 ? 0 : data[i], 1e-4) << data[i];
        }
    }
    EXPECT_EQ(softplus[5], infinity);
}

TEST(EltwiseParametersTest, AreIgnoredByKindsWithoutThem) {
    Network network;
    const Expected x = network.input({2, 19});
    const Expected mish = network.eltwise(MISH4J_ELTWISE_MISH, x, 1, 2);
    network.output(mish);
    network.output(network.eltwise(MISH4J_ELTWISE_RELU, x, 0.25F, 3));
    const Expected product = network.matmul(x, network.constant({19, 4}), nullptr);
    network.output(network.append_eltwise(product, MISH4J_ELTWISE_TANH, 0.5F, -1));
    network.check(1e-5);
}

}  // namespace
}  // namespace mish4j::test
