// SPDX-License-Identifier: Apache-2.0
#include "onednn/algorithms/candidates.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <string>

#include "layers.hpp"

namespace mish4j::test {
namespace {

using namespace onednn;
using enum ConvolutionAlgorithm;

const CandidateRules usual_rules{.has_own_kernel = [](EltwiseKind kind) { return kind != EltwiseKind::pow; }};

// A layer that has all candidates, and what is changed about it.
struct Case {
    const char* name;
    std::function<void(ConvolutionLayer&, CandidateRules&)> change;
    std::vector<ConvolutionAlgorithm> expected;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const std::vector<ConvolutionAlgorithm> all{direct, direct_own_activation, winograd_f2x2, winograd_f4x4};
const std::vector<ConvolutionAlgorithm> direct_ones{direct, direct_own_activation};
const std::vector<ConvolutionAlgorithm> fused_ones{direct, winograd_f2x2, winograd_f4x4};
const std::vector<ConvolutionAlgorithm> only_direct{direct};
const Eltwise power{EltwiseKind::pow, 1, 2};

const Case cases[] = {
    {"none", [](auto&, auto&) {}, all},
    {"no_bias", [](auto& layer, auto&) { layer.bias = false; }, all},
    {"batch", [](auto& layer, auto&) { layer.src[0] = layer.dst[0] = 3; }, all},
    {"padding",
     [](auto& layer, auto&) {
         layer.window.pads_begin = {0, 2};
     },
     all},
    {"addition_last",
     [](auto& layer, auto&) {
         layer.post_ops = {mish, AddValue{0}};
     },
     all},
    {"addition_first",
     [](auto& layer, auto&) {
         layer.post_ops = {AddValue{0}, mish};
     },
     all},
    {"nothing_after", [](auto& layer, auto&) { layer.post_ops = {}; }, fused_ones},
    {"addition_alone", [](auto& layer, auto&) { layer.post_ops = {AddValue{0}}; }, fused_ones},
    {"cheap_function", [](auto& layer, auto&) { layer.post_ops = {relu}; }, fused_ones},
    {"unknown_function", [](auto& layer, auto&) { layer.post_ops = {power}; }, only_direct},
    {"two_additions",
     [](auto& layer, auto&) {
         layer.post_ops = {AddValue{0}, mish, AddValue{0}};
     },
     direct_ones},
    {"two_functions",
     [](auto& layer, auto&) {
         layer.post_ops = {relu, mish};
     },
     only_direct},
    {"stride",
     [](auto& layer, auto&) {
         layer.window.strides = {1, 2};
     },
     direct_ones},
    {"dilation",
     [](auto& layer, auto&) {
         layer.window.dilations = {2, 1};
     },
     direct_ones},
    {"groups", [](auto& layer, auto&) { layer.groups = 2; }, direct_ones},
    {"computed_weights", [](auto& layer, auto&) { layer.constant = false; }, direct_ones},
    {"pointwise",
     [](auto& layer, auto&) {
         layer.weights = {8, 8, 1, 1};
     },
     direct_ones},
    {"high_kernel",
     [](auto& layer, auto&) {
         layer.weights = {8, 8, 5, 3};
     },
     direct_ones},
    {"volume",
     [](auto& layer, auto&) {
         layer.weights = {8, 8, 3, 3, 3};
     },
     direct_ones},
    {"line",
     [](auto& layer, auto&) {
         layer.weights = {8, 8, 3};
     },
     direct_ones},
    {"layouts", [](auto&, auto& rules) { rules.winograd = false; }, direct_ones},
    {"fast_math", [](auto&, auto& rules) { rules.fast_math = true; }, only_direct},
    {"bf16", [](auto&, auto& rules) { rules.precision = Precision::bf16; }, only_direct},
    {"f16", [](auto&, auto& rules) { rules.precision = Precision::f16; }, only_direct},
};

class CandidatesTest : public ::testing::TestWithParam<Case> {};

TEST_P(CandidatesTest, AreThoseThatCanComputeTheLayer) {
    ConvolutionLayer layer = layer_of(8, 8, 10);
    CandidateRules rules = usual_rules;
    GetParam().change(layer, rules);
    EXPECT_EQ(candidates(layer, rules), GetParam().expected);
    EXPECT_EQ(is_winograd_layer(layer, rules), GetParam().expected.size() > 2);
}

INSTANTIATE_TEST_SUITE_P(Changes, CandidatesTest, ::testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(WinogradWeightBytesTest, CountWholeVectorsAndPanels) {
    // [positions, src channels in vectors, dst channels in pairs of vectors], and a bias for each dst channel
    EXPECT_EQ(winograd_weight_bytes(layer_of(16, 32, 9), winograd_f2x2, 8), 4 * (16 * 16 * 32 + 32));
    EXPECT_EQ(winograd_weight_bytes(layer_of(16, 32, 9), winograd_f4x4, 8), 4 * (36 * 16 * 32 + 32));
    EXPECT_EQ(winograd_weight_bytes(layer_of(13, 19, 9), winograd_f4x4, 8), 4 * (36 * 16 * 32 + 32));
    EXPECT_EQ(winograd_weight_bytes(layer_of(13, 19, 9), winograd_f4x4, 4), 4 * (36 * 16 * 24 + 24));
    EXPECT_EQ(winograd_weight_bytes(layer_of(16, 32, 9), direct, 8), 0);
    EXPECT_EQ(winograd_weight_bytes(layer_of(16, 32, 9), direct_own_activation, 8), 0);
}

TEST(ConvolutionAlgorithmNameTest, IsReadAsItIsWritten) {
    for (const ConvolutionAlgorithm algorithm : all) EXPECT_EQ(algorithm_named(name_of(algorithm)), algorithm);
    EXPECT_EQ(algorithm_named("winograd"), std::nullopt);
    EXPECT_EQ(algorithm_named(""), std::nullopt);
    EXPECT_EQ(name_of(winograd_f4x4), "winograd F(4x4,3x3)");
    EXPECT_EQ(name_of(direct_own_activation), "direct, own activation");
}

TEST(ConvolutionLayerTest, HasTheKeyOfALayerThatTakesTheSameTime) {
    const ConvolutionLayer layer = layer_of(8, 16, 10, {mish, AddValue{3}});
    EXPECT_EQ(key_of(layer), key_of(layer_of(8, 16, 10, {mish, AddValue{5}})));
    std::vector<ConvolutionLayer> others(9, layer);
    others[0].src[0] = 2;
    others[1].weights[0] = 8;
    others[2].window.pads_end = {0, 1};
    others[3].window.strides = {2, 1};
    others[4].bias = false;
    others[5].constant = false;
    others[6].post_ops = {AddValue{3}, mish};
    others[7].post_ops = {Eltwise{EltwiseKind::mish, 0.5F, 0}, AddValue{3}};
    others[8].groups = 2;
    for (const ConvolutionLayer& other : others) EXPECT_NE(key_of(layer), key_of(other)) << key_of(other);
    EXPECT_EQ(key_of(layer).find('\n'), std::string::npos);
}

}  // namespace
}  // namespace mish4j::test
