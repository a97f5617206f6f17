// SPDX-License-Identifier: Apache-2.0
//
// Chains of element-wise functions and additions.
#include <cmath>
#include <limits>

#include "kernels_fixture.hpp"

namespace mish4j::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The function of each number, in f32.
std::vector<double> evaluate(const Eltwise& function, const std::vector<double>& numbers) {
    const Tensor values{{static_cast<mish4j_int64>(numbers.size())}, numbers};
    const PlacedTensor src(cudnn::plain_desc(ElementType::f32, {values.dims[0]}), values);
    PlacedTensor dst(src.desc());
    const std::vector<cudnn::ChainLink> links = {function};
    run(cudnn::chain_call(links, src.desc(), {}, dst.desc()), {&src}, dst);
    return dst.values().data;
}

const Eltwise functions[] = {
    {EltwiseKind::mish, 0, 0},       {EltwiseKind::relu, 0, 0},
    {EltwiseKind::relu, 0.1f, 0},    {EltwiseKind::relu, -2, 0},
    {EltwiseKind::sigmoid, 0, 0},    {EltwiseKind::tanh, 0, 0},
    {EltwiseKind::softplus, 0, 0},   {EltwiseKind::swish, 1, 0},
    {EltwiseKind::swish, -0.5f, 0},  {EltwiseKind::linear, 2, -3},
    {EltwiseKind::clip, -1, 6},      {EltwiseKind::clip, 3, -2},
    {EltwiseKind::elu, 0.3f, 0},     {EltwiseKind::exp, 0, 0},
    {EltwiseKind::sqrt, 0, 0},       {EltwiseKind::log, 0, 0},
    {EltwiseKind::abs, 0, 0},        {EltwiseKind::pow, 2, 3},
    {EltwiseKind::pow, -1, 0.75f},   {EltwiseKind::pow, 3, 0},
    {EltwiseKind::round, 0, 0},      {EltwiseKind::floor, 0, 0},
    {EltwiseKind::ceil, 0, 0},       {EltwiseKind::sign, 0, 0},
    {EltwiseKind::erf, 0, 0},        {EltwiseKind::gelu, 0, 0},
    {EltwiseKind::gelu_tanh, 0, 0},  {EltwiseKind::hard_sigmoid, 0.2f, 0.5f},
    {EltwiseKind::hard_swish, 0, 0}, {EltwiseKind::softsign, 0, 0},
};

class KernelsFunctionTest : public ::testing::TestWithParam<Eltwise> {};

TEST_P(KernelsFunctionTest, OfNumbersOnBothSidesOfZero) {
    const Eltwise function = GetParam();
    std::vector<double> numbers;
    for (int i = -400; i <= 400; ++i) numbers.push_back(double{static_cast<float>(i) / 20});
    const std::vector<double> found = evaluate(function, numbers);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const double expected = oracle::eltwise(static_cast<std::int32_t>(function.kind), double{function.alpha},
                                                double{function.beta}, numbers[i]);
        if (std::isnan(expected)) {
            EXPECT_TRUE(std::isnan(found[i])) << "x = " << numbers[i];
        } else if (!std::isinf(expected) || found[i] != expected) {
            EXPECT_NEAR(found[i], expected, 3e-6 * std::abs(expected) + 3e-7) << "x = " << numbers[i];
        }
    }
}

TEST_P(KernelsFunctionTest, OfNanIsNan) {
    const Eltwise function = GetParam();
    if (function.kind == EltwiseKind::pow && function.beta == 0) return;  // 1, whatever x is
    for (double x : evaluate(function, std::vector<double>(9, nan))) EXPECT_TRUE(std::isnan(x));
}

INSTANTIATE_TEST_SUITE_P(All, KernelsFunctionTest, ::testing::ValuesIn(functions), [](const auto& info) {
    return "kind_" + std::to_string(static_cast<int>(info.param.kind)) + "_" + std::to_string(info.index);
});

TEST(KernelsChainTest, LimitsAtTheInfinities) {
    struct Limits {
        Eltwise function;
        double below, above;
    };
    const Limits limits[] = {
        {{EltwiseKind::mish, 0, 0}, 0, infinity},
        {{EltwiseKind::relu, 0, 0}, 0, infinity},
        {{EltwiseKind::relu, 0.5f, 0}, -infinity, infinity},
        {{EltwiseKind::sigmoid, 0, 0}, 0, 1},
        {{EltwiseKind::tanh, 0, 0}, -1, 1},
        {{EltwiseKind::softplus, 0, 0}, 0, infinity},
        {{EltwiseKind::swish, 1, 0}, 0, infinity},
        {{EltwiseKind::clip, -1, 6}, -1, 6},
        {{EltwiseKind::elu, 2, 0}, -2, infinity},
        {{EltwiseKind::exp, 0, 0}, 0, infinity},
        {{EltwiseKind::abs, 0, 0}, infinity, infinity},
        {{EltwiseKind::round, 0, 0}, -infinity, infinity},
        {{EltwiseKind::sign, 0, 0}, -1, 1},
        {{EltwiseKind::erf, 0, 0}, -1, 1},
        {{EltwiseKind::gelu, 0, 0}, 0, infinity},
        {{EltwiseKind::gelu_tanh, 0, 0}, 0, infinity},
        {{EltwiseKind::hard_sigmoid, 0.2f, 0.5f}, 0, 1},
        {{EltwiseKind::hard_swish, 0, 0}, 0, infinity},
        {{EltwiseKind::softsign, 0, 0}, -1, 1},
    };
    for (const auto& [function, below, above] : limits) {
        EXPECT_EQ(evaluate(function, {-infinity, infinity}), (std::vector<double>{below, above}))
            << static_cast<int>(function.kind);
    }
}

TEST(KernelsChainTest, MishIsAccurateToItsLastDigitsOverItsWholeRange) {
    std::vector<double> numbers = {-0.0, 0.0, 89, 1e10, -1e10, -150, 3.4e38, -3.4e38};
    for (int i = -87 * 64; i <= 88 * 64; ++i) numbers.push_back(double{static_cast<float>(i) / 64 + 1e-3f});
    for (int e = -140; e < -6; ++e) {
        numbers.push_back(double{std::ldexp(1.3f, e)});
        numbers.push_back(-double{std::ldexp(1.3f, e)});
    }
    const std::vector<double> found = evaluate({EltwiseKind::mish, 0, 0}, numbers);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const double expected = oracle::eltwise(MISH4J_ELTWISE_MISH, 0.0, 0.0, double{static_cast<float>(numbers[i])});
        EXPECT_NEAR(found[i], expected, std::max(1e-6 * std::abs(expected), 1e-44)) << "x = " << numbers[i];
    }
    EXPECT_TRUE(std::signbit(evaluate({EltwiseKind::mish, 0, 0}, {-infinity})[0]));
    EXPECT_EQ(found[2], 89);
}

TEST(KernelsChainTest, FunctionsAndAdditionsInTheirOrder) {
    const cudnn::ChainLink add = cudnn::ChainAdd{};
    const Eltwise mish{EltwiseKind::mish, 0, 0};
    const Eltwise linear{EltwiseKind::linear, 0.5f, 1};
    const std::vector<std::vector<cudnn::ChainLink>> chains = {
        {}, {mish}, {add}, {mish, add}, {add, mish, add}, {linear, add, mish, add, add, mish, linear, mish}};
    for (const Dims& dims : {Dims{}, Dims{13}, Dims{2, 3, 4, 5}, Dims{1, 16, 3, 3}, Dims{2, 8, 2, 3, 2}}) {
        for (ElementType type : computed_types) {
            for (const std::vector<cudnn::ChainLink>& links : chains) {
                for (const TensorDesc& desc : layouts_of(type, dims)) {
                    SCOPED_TRACE(cudnn::describe(desc));
                    const PlacedTensor src(desc, random_tensor(dims, 1));
                    std::vector<PlacedTensor> addends;
                    // Of other layouts than src's.
                    for (unsigned i = 0; i < 3; ++i) {
                        addends.emplace_back(layouts_of(type, dims)[i % layouts_of(type, dims).size()],
                                             random_tensor(dims, 2 + i));
                    }
                    Tensor expected = src.values();
                    std::vector<const PlacedTensor*> srcs = {&src};
                    std::vector<TensorDesc> descs;
                    for (const cudnn::ChainLink& link : links) {
                        const Eltwise* eltwise = std::get_if<Eltwise>(&link);
                        if (eltwise != nullptr) {
                            expected = oracle::eltwise(static_cast<std::int32_t>(eltwise->kind), eltwise->alpha,
                                                       eltwise->beta, expected);
                        } else {
                            const PlacedTensor& addend = addends[descs.size()];
                            expected = oracle::binary(MISH4J_BINARY_ADD, expected, addend.values());
                            srcs.push_back(&addend);
                            descs.push_back(addend.desc());
                        }
                    }
                    PlacedTensor dst(desc, 1);
                    run(cudnn::chain_call(links, src.desc(), descs, dst.desc()), srcs, dst);
                    expect_close(dst.values(), expected, 2e-6 + rounding_error(type), 2e-6);
                }
            }
        }
    }
}

TEST(KernelsChainTest, FromOneTypeToAnother) {
    for (ElementType src_type : computed_types) {
        for (ElementType dst_type : computed_types) {
            const Tensor values = random_tensor({2, 24, 3, 5}, 5);
            const PlacedTensor src(cudnn::channels_last_desc(src_type, {2, 24, 3, 5}), values);
            PlacedTensor dst(cudnn::channels_last_desc(dst_type, {2, 24, 3, 5}, 32));
            const std::vector<cudnn::ChainLink> links = {Eltwise{EltwiseKind::mish, 0, 0}};
            run(cudnn::chain_call(links, src.desc(), {}, dst.desc()), {&src}, dst);
            expect_close(dst.values(), oracle::eltwise(MISH4J_ELTWISE_MISH, 0, 0, src.values()),
                         2e-6 + rounding_error(dst_type));
        }
    }
}

}  // namespace
}  // namespace mish4j::test
