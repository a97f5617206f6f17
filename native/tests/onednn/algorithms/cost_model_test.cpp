// SPDX-License-Identifier: Apache-2.0
#include "onednn/algorithms/cost_model.hpp"

#include <gtest/gtest.h>

#include "layers.hpp"

namespace mish4j::test {
namespace {

using namespace onednn;
using enum ConvolutionAlgorithm;

constexpr Machine machine{.threads = 2, .lanes = 8, .clock_frequency = 3e9};

class CostModelTest : public ::testing::TestWithParam<ConvolutionAlgorithm> {
 protected:
    static double time(const ConvolutionLayer& layer, const Machine& on = machine) {
        return estimated_time(layer, GetParam(), on);
    }
};

TEST_P(CostModelTest, GrowsWithTheLayer) {
    const double small = time(layer_of(64, 64, 28));
    EXPECT_GT(small, 0);
    EXPECT_GT(time(layer_of(128, 64, 28)), small);
    EXPECT_GT(time(layer_of(64, 128, 28)), small);
    EXPECT_GT(time(layer_of(64, 64, 29)), small);
    EXPECT_GT(time(layer_of(64, 64, 28, {mish, AddValue{0}})), small);
    EXPECT_LT(time(layer_of(64, 64, 28, {relu})), small);
    ConvolutionLayer batch = layer_of(64, 64, 28);
    batch.src[0] = batch.dst[0] = 2;
    EXPECT_GT(time(batch), small);
    EXPECT_LT(time(batch), 2.01 * small);
}

TEST_P(CostModelTest, ShrinksWithThreadsLanesAndTheClock) {
    const ConvolutionLayer layer = layer_of(64, 64, 28);
    EXPECT_LT(time(layer, {.threads = 4, .lanes = 8, .clock_frequency = 3e9}), time(layer));
    EXPECT_LT(time(layer, {.threads = 2, .lanes = 16, .clock_frequency = 3e9}), time(layer));
    EXPECT_DOUBLE_EQ(time(layer, {.threads = 2, .lanes = 8, .clock_frequency = 6e9}), time(layer) / 2);
}

INSTANTIATE_TEST_SUITE_P(Algorithms, CostModelTest,
                         ::testing::Values(direct, direct_own_activation, winograd_f2x2, winograd_f4x4));

double advantage(const ConvolutionLayer& layer, ConvolutionAlgorithm algorithm) {
    return estimated_time(layer, direct, machine) / estimated_time(layer, algorithm, machine);
}

TEST(OwnActivationCostTest, IsAnotherStep) {
    EXPECT_GT(advantage(layer_of(3, 32, 416), direct_own_activation), 1.02);
    EXPECT_LT(advantage(layer_of(16, 16, 8), direct_own_activation), 1);
}

TEST(WinogradCostTest, IsLowForManyChannels) {
    EXPECT_GT(advantage(layer_of(128, 128, 52), winograd_f4x4), 1.4);
    EXPECT_GT(advantage(layer_of(128, 128, 52), winograd_f2x2), 1.2);
}

TEST(WinogradCostTest, IsHighForFewChannels) {
    EXPECT_LT(advantage(layer_of(3, 32, 224), winograd_f4x4), 1);
    EXPECT_LT(advantage(layer_of(3, 32, 224), winograd_f2x2), 1);
}

TEST(WinogradCostTest, CountsTilesOverTheEdge) {
    // 5 is one more than a tile of 4
    EXPECT_LT(advantage(layer_of(64, 64, 5), winograd_f4x4), advantage(layer_of(64, 64, 8), winograd_f4x4));
    EXPECT_DOUBLE_EQ(estimated_time(layer_of(64, 64, 5, {}), winograd_f4x4, machine),
                     estimated_time(layer_of(64, 64, 8, {}), winograd_f4x4, machine));
}

TEST(WinogradCostTest, CountsWeightsThatAreReadForFewTiles) {
    EXPECT_LT(advantage(layer_of(512, 512, 4), winograd_f4x4), advantage(layer_of(512, 512, 28), winograd_f4x4));
}

}  // namespace
}  // namespace mish4j::test
