// SPDX-License-Identifier: Apache-2.0
#include "kernels/winograd.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "blocked_image.hpp"
#include "convolution_case.hpp"
#include "instruction_sets.hpp"

namespace mish4j::kernels::test {
namespace {

constexpr Eltwise mish{EltwiseKind::mish, 0, 0};
constexpr Eltwise sigmoid{EltwiseKind::sigmoid, 0, 0};

struct Case {
    std::string name;
    ConvolutionCase convolution;
};

void PrintTo(const Case& test, std::ostream* stream) { *stream << test.name; }

std::string name_of(const testing::TestParamInfo<Case>& info) { return info.param.name; }

std::int64_t least_block() { return std::max<std::int64_t>(8, winograd_lanes()); }

WinogradProblem problem_of(const ConvolutionCase& test, const BlockedImage& src, const BlockedImage& dst,
                           const BlockedImage& residual) {
    const Dims dst_dims = test.dst_dims();
    return {.batch = test.batch,
            .src_channels = test.src_channels,
            .src_height = test.height,
            .src_width = test.width,
            .dst_channels = test.dst_channels,
            .dst_height = dst_dims[2],
            .dst_width = dst_dims[3],
            .pad_top = test.pads[0],
            .pad_left = test.pads[1],
            .src = src.layout(),
            .dst = dst.layout(),
            .residual = residual.layout(),
            .residual_place = test.residual_place,
            .activation = test.activation};
}

// With memory of exactly the promised sizes. What is around it, and around the result, must stay as it is.
std::vector<double> run_winograd(const ConvolutionCase& test, const Operands& operands, WinogradTile tile, int threads,
                                 std::int64_t block) {
    const BlockedImage src(test.src_dims(), block, operands.src);
    const BlockedImage residual(test.dst_dims(), block, operands.residual);
    BlockedImage dst(test.dst_dims(), block);

    const WinogradConvolution convolution(problem_of(test, src, dst, residual), tile, threads);
    AlignedFloats packed(convolution.packed_weights_bytes());
    AlignedFloats scratchpad(convolution.scratchpad_bytes());
    scratchpad.fill(std::numeric_limits<float>::quiet_NaN());
    convolution.pack(operands.weights.data(), operands.bias.empty() ? nullptr : operands.bias.data(), packed.bytes());
    omp_set_num_threads(threads);
    const bool has_residual = test.residual_place != ResidualPlace::none;
    convolution.run(src.data(), packed.bytes(), has_residual ? residual.data() : nullptr, dst.data(),
                    scratchpad.bytes());
    EXPECT_TRUE(dst.padding_is_zero());
    EXPECT_TRUE(dst.surroundings_are_untouched());
    EXPECT_TRUE(scratchpad.guards_are_untouched());
    EXPECT_TRUE(packed.guards_are_untouched());
    return dst.elements();
}

void expect_close(const std::vector<double>& expected, const std::vector<double>& actual, double tolerance) {
    double largest = 0;
    double worst = 0;
    ASSERT_EQ(expected.size(), actual.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        ASSERT_FALSE(std::isnan(actual[i])) << "at " << i;
        largest = std::max(largest, std::fabs(expected[i]));
        worst = std::max(worst, std::fabs(expected[i] - actual[i]));
    }
    EXPECT_LE(worst, tolerance * largest) << "of results up to " << largest;
}

class WinogradTest : public testing::TestWithParam<Case> {};

TEST_P(WinogradTest, IsTheConvolution) {
    const ConvolutionCase& test = GetParam().convolution;
    const Operands operands(test);
    const std::vector<double> expected = convolve(test, operands);
    for (const std::int64_t target : instruction_sets()) {
        const WithInstructionSet scope(target);
        for (const int threads : {1, 2, 5}) {
            SCOPED_TRACE(std::string(hwy::TargetName(target)) + ", threads " + std::to_string(threads));
            expect_close(expected, run_winograd(test, operands, WinogradTile::f2x2, threads, least_block()), 2e-6);
            expect_close(expected, run_winograd(test, operands, WinogradTile::f4x4, threads, least_block()), 1e-5);
        }
    }
}

TEST_P(WinogradTest, GivesTheSameWithAnyNumberOfThreads) {
    const ConvolutionCase& test = GetParam().convolution;
    const Operands operands(test);
    for (const WinogradTile tile : {WinogradTile::f2x2, WinogradTile::f4x4}) {
        const std::vector<double> once = run_winograd(test, operands, tile, 1, 16);
        for (const int threads : {1, 2, 3}) EXPECT_EQ(once, run_winograd(test, operands, tile, threads, 16));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, WinogradTest,
    testing::Values(
        Case{"OneElement", {.batch = 1, .src_channels = 1, .height = 1, .width = 1, .dst_channels = 1}},
        Case{"OneChannel", {.batch = 1, .src_channels = 1, .height = 9, .width = 7, .dst_channels = 1}},
        Case{"SmallerThanTheKernel", {.batch = 2, .src_channels = 5, .height = 2, .width = 1, .dst_channels = 3}},
        Case{"WithoutPadding",
             {.batch = 1, .src_channels = 8, .height = 3, .width = 3, .dst_channels = 8, .pads = {0, 0, 0, 0}}},
        Case{"AsymmetricPadding",
             {.batch = 1, .src_channels = 8, .height = 8, .width = 11, .dst_channels = 16, .pads = {0, 2, 1, 0}}},
        Case{"PaddingWiderThanTheKernel",
             {.batch = 1, .src_channels = 3, .height = 4, .width = 4, .dst_channels = 9, .pads = {5, 7, 6, 4}}},
        Case{"ChannelsBetweenBlocks",
             {.batch = 1, .src_channels = 17, .height = 13, .width = 13, .dst_channels = 23, .activation = sigmoid}},
        Case{"HalfAPanel", {.batch = 1, .src_channels = 40, .height = 6, .width = 10, .dst_channels = 40}},
        Case{"Batch", {.batch = 3, .src_channels = 12, .height = 7, .width = 9, .dst_channels = 20}},
        Case{"ManyTiles",
             {.batch = 1, .src_channels = 8, .height = 61, .width = 67, .dst_channels = 24, .activation = mish}},
        Case{"ManyWeights",
             {.batch = 1, .src_channels = 256, .height = 10, .width = 11, .dst_channels = 260, .activation = mish}},
        Case{"ManyWeightsAndTiles",
             {.batch = 2, .src_channels = 160, .height = 41, .width = 43, .dst_channels = 168, .activation = mish}},
        Case{"WithoutBias",
             {.batch = 1, .src_channels = 16, .height = 8, .width = 8, .dst_channels = 16, .has_bias = false}},
        Case{"ResidualBeforeMish",
             {.batch = 2,
              .src_channels = 24,
              .height = 10,
              .width = 9,
              .dst_channels = 24,
              .activation = mish,
              .residual_place = ResidualPlace::before_activation}},
        Case{"ResidualAfterMish",
             {.batch = 2,
              .src_channels = 24,
              .height = 10,
              .width = 9,
              .dst_channels = 27,
              .activation = mish,
              .residual_place = ResidualPlace::after_activation}},
        Case{"ResidualAlone",
             {.batch = 1,
              .src_channels = 8,
              .height = 5,
              .width = 5,
              .dst_channels = 8,
              .residual_place = ResidualPlace::after_activation}}),
    name_of);

double relative_error(const std::vector<double>& expected, const std::vector<double>& actual) {
    double error = 0;
    double magnitude = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
        magnitude += expected[i] * expected[i];
    }
    return std::sqrt(error / magnitude);
}

TEST(WinogradAccuracyTest, IsAsDocumented) {
    const ConvolutionCase test{.src_channels = 128, .height = 26, .width = 26, .dst_channels = 32};
    const Operands operands(test);
    const std::vector<double> expected = convolve(test, operands);
    const double direct = relative_error(expected, convolve_in_float(test, operands));
    const auto error_of = [&](WinogradTile tile) {
        return relative_error(expected, run_winograd(test, operands, tile, 1, least_block()));
    };
    EXPECT_LT(error_of(WinogradTile::f2x2), direct);
    EXPECT_LT(error_of(WinogradTile::f4x4), 4 * direct);
}

// A tile that holds a NaN or an infinity may be NaN as a whole; others do not notice.
TEST(WinogradAccuracyTest, KeepsNanInItsTiles) {
    const ConvolutionCase test{.src_channels = 8, .height = 16, .width = 16, .dst_channels = 8};
    Operands operands(test);
    const std::vector<double> without = convolve(test, operands);
    operands.src[5 * 16 + 6] = std::numeric_limits<float>::quiet_NaN();
    const std::vector<double> expected = convolve(test, operands);
    for (const WinogradTile tile : {WinogradTile::f2x2, WinogradTile::f4x4}) {
        const std::vector<double> actual = run_winograd(test, operands, tile, 1, least_block());
        for (std::size_t i = 0; i < actual.size(); ++i) {
            const std::size_t row = i / 16 % 16;
            const std::size_t column = i % 16;
            const bool in_tile = row >= 4 && row < 8 && column >= 4 && column < 8;
            if (std::isnan(expected[i]) || (in_tile && std::isnan(actual[i]))) {
                EXPECT_TRUE(std::isnan(actual[i])) << i;
            } else {
                EXPECT_NEAR(actual[i], without[i], 1e-5) << i;
            }
        }
    }
}

}  // namespace
}  // namespace mish4j::kernels::test
