// SPDX-License-Identifier: Apache-2.0
//
// The formulas that are fused after convolutions, computed in steps of f32 as cuDNN computes them, beside the functions
// in double.
#include "cudnn/engines/graphs/pointwise_formula.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "oracle.hpp"

namespace mish4j::test {

namespace {

using cudnn::ChainAdd;
using cudnn::ChainLink;
using cudnn::PointwiseFormula;
using cudnn::PointwiseNode;
using cudnn::PointwiseOperand;

float compute(cudnnPointwiseMode_t mode, float x, float b) {
    switch (mode) {
        case CUDNN_POINTWISE_ADD:
            return x + b;
        case CUDNN_POINTWISE_MUL:
            return x * b;
        case CUDNN_POINTWISE_DIV:
            return x / b;
        case CUDNN_POINTWISE_MIN:
            return std::fmin(x, b);
        case CUDNN_POINTWISE_MAX:
            return std::fmax(x, b);
        case CUDNN_POINTWISE_EXP:
            return std::exp(x);
        case CUDNN_POINTWISE_LOG:
            return std::log(x);
        case CUDNN_POINTWISE_SQRT:
            return std::sqrt(x);
        case CUDNN_POINTWISE_ABS:
            return std::fabs(x);
        case CUDNN_POINTWISE_FLOOR:
            return std::floor(x);
        case CUDNN_POINTWISE_CEIL:
            return std::ceil(x);
        case CUDNN_POINTWISE_ERF:
            return std::erf(x);
        case CUDNN_POINTWISE_RECIPROCAL:
            return 1.0f / x;
        default:
            ADD_FAILURE() << "mode " << mode;
            return 0;
    }
}

// The formula of one sum.
float evaluate(const PointwiseFormula& formula, float sum, float bias, const std::vector<float>& addends) {
    std::vector<float> results;
    const auto value = [&](const PointwiseOperand& operand) {
        switch (operand.kind) {
            case PointwiseOperand::Kind::sum:
                return sum;
            case PointwiseOperand::Kind::result:
                return results.at(operand.index);
            case PointwiseOperand::Kind::bias:
                return bias;
            case PointwiseOperand::Kind::addend:
                return addends.at(operand.index);
            default:
                return formula.scalars.at(operand.index);
        }
    };
    for (const PointwiseNode& node : formula.nodes)
        results.push_back(compute(node.mode, value(node.x), node.b ? value(*node.b) : 0.0f));
    return results.empty() ? sum : results.back();
}

struct Function {
    const char* name;
    Eltwise eltwise;
    double relative;
    double absolute;
    float least;  // of the numbers that it is tried with
    float most;
};

constexpr float huge = 3e38f;

// Where only the relative error is bounded, the result is right in all of its digits, however small. The others come
// out of sums of about 1, whose last digit is 6e-8; the oracle itself takes GeluTanh from such a sum in double.
const Function functions[] = {
    {"Mish", {EltwiseKind::mish, 0, 0}, 5e-7, 1e-38, -huge, huge},
    {"Relu", {EltwiseKind::relu, 0, 0}, 0, 0, -huge, huge},
    {"LeakyRelu", {EltwiseKind::relu, 0.1f, 0}, 1e-7, 1e-44, -huge, huge},
    {"SteepRelu", {EltwiseKind::relu, 1.5f, 0}, 1e-7, 1e-44, -1e38f, huge},
    {"FallingRelu", {EltwiseKind::relu, -0.5f, 0}, 1e-7, 1e-44, -huge, huge},
    {"Sigmoid", {EltwiseKind::sigmoid, 0, 0}, 5e-7, 1e-38, -huge, huge},
    {"Tanh", {EltwiseKind::tanh, 0, 0}, 0, 3e-7, -huge, huge},
    {"Softplus", {EltwiseKind::softplus, 0, 0}, 2e-7, 2e-7, -huge, huge},
    {"Swish", {EltwiseKind::swish, 1, 0}, 5e-7, 1e-36, -huge, huge},
    {"SteepSwish", {EltwiseKind::swish, 1.7f, 0}, 2e-5, 1e-36, -1e38f, huge},
    {"Linear", {EltwiseKind::linear, -1.5f, 0.25f}, 2e-7, 1e-7, -1e38f, 1e38f},
    {"Clip", {EltwiseKind::clip, -1, 6}, 0, 0, -huge, huge},
    {"Elu", {EltwiseKind::elu, 0.8f, 0}, 2e-7, 1e-7, -huge, huge},
    {"Exp", {EltwiseKind::exp, 0, 0}, 3e-7, 1e-38, -huge, 88},
    {"Sqrt", {EltwiseKind::sqrt, 0, 0}, 1e-7, 0, 0, huge},
    {"Abs", {EltwiseKind::abs, 0, 0}, 0, 0, -huge, huge},
    {"Floor", {EltwiseKind::floor, 0, 0}, 0, 0, -huge, huge},
    {"Ceil", {EltwiseKind::ceil, 0, 0}, 0, 0, -huge, huge},
    {"Gelu", {EltwiseKind::gelu, 0, 0}, 2e-7, 6e-7, -huge, huge},
    {"GeluTanh", {EltwiseKind::gelu_tanh, 0, 0}, 4e-5, 1e-15, -1e12f, 1e12f},
    {"HardSigmoid", {EltwiseKind::hard_sigmoid, 0.2f, 0.5f}, 2e-7, 1e-7, -huge, huge},
    {"HardSwish", {EltwiseKind::hard_swish, 0, 0}, 3e-7, 3e-7, -huge, huge},
    {"Softsign", {EltwiseKind::softsign, 0, 0}, 2e-7, 1e-44, -huge, huge},
};

class PointwiseFormulaTest : public ::testing::TestWithParam<Function> {
 protected:
    static double exact(double x) {
        const Eltwise& function = GetParam().eltwise;
        return oracle::eltwise(static_cast<std::int32_t>(function.kind), function.alpha, function.beta, x);
    }

    static PointwiseFormula formula() {
        const ChainLink link = GetParam().eltwise;
        EXPECT_TRUE(cudnn::can_fuse(link));
        return cudnn::pointwise_formula(false, std::span(&link, 1));
    }
};

// Every 4999th number of f32.
TEST_P(PointwiseFormulaTest, IsTheFunction) {
    const Function& function = GetParam();
    const PointwiseFormula formula = this->formula();
    int failures = 0;
    for (std::uint64_t bits = 0; bits <= 0xffffffffu && failures < 5; bits += 4999) {
        const auto x = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        if (!(x >= function.least && x <= function.most)) continue;
        const double found = evaluate(formula, x, 0, {});
        const double expected = exact(x);
        const double tolerance = std::max(function.absolute, function.relative * std::abs(expected));
        if (found == expected || std::abs(found - expected) <= tolerance) continue;
        ADD_FAILURE() << "f(" << x << ") is " << found << ", expected " << expected;
        ++failures;
    }
}

INSTANTIATE_TEST_SUITE_P(Functions, PointwiseFormulaTest, ::testing::ValuesIn(functions),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(MishFormulaTest, GivesNoNumberWhatIsNone) {
    const ChainLink link = Eltwise{EltwiseKind::mish, 0, 0};
    const PointwiseFormula formula = cudnn::pointwise_formula(false, std::span(&link, 1));
    EXPECT_TRUE(std::isnan(evaluate(formula, std::numeric_limits<float>::quiet_NaN(), 0, {})));
    const float infinity = std::numeric_limits<float>::infinity();
    EXPECT_EQ(evaluate(formula, infinity, 0, {}), infinity);
}

TEST(PointwiseFormulasTest, AreInTheOrderOfTheChain) {
    const ChainLink chain[] = {ChainAdd{}, Eltwise{EltwiseKind::linear, 2, 1}, ChainAdd{},
                               Eltwise{EltwiseKind::linear, 3, 0}};
    const PointwiseFormula formula = cudnn::pointwise_formula(true, chain);
    EXPECT_EQ(evaluate(formula, 1, 10, {100, 1000}), ((1 + 10 + 100) * 2 + 1 + 1000) * 3);
}

TEST(PointwiseFormulasTest, WithoutLinksHaveNoNodes) {
    EXPECT_TRUE(cudnn::pointwise_formula(false, {}).nodes.empty());
    EXPECT_EQ(cudnn::pointwise_formula(true, {}).nodes.size(), 1u);
}

TEST(PointwiseFormulasTest, LackWhatCudnnHasNoModesFor) {
    for (const EltwiseKind kind : {EltwiseKind::pow, EltwiseKind::round, EltwiseKind::sign, EltwiseKind::log})
        EXPECT_FALSE(cudnn::can_fuse(Eltwise{kind, 1, 1})) << static_cast<int>(kind);
    EXPECT_TRUE(cudnn::can_fuse(ChainAdd{}));
}

}  // namespace

}  // namespace mish4j::test
