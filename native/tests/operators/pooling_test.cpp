// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <ostream>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct Case {
    const char* name;
    Dims src;
    Dims kernel;
    Windows windows;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case cases[] = {
    {"one_element", {1, 1, 1, 1}, {1, 1}, dense(2)},
    {"halves", {1, 16, 8, 8}, {2, 2}, {{2, 2}, {1, 1}, {0, 0}, {0, 0}}},
    {"stem", {1, 32, 15, 15}, {3, 3}, {{2, 2}, {1, 1}, {1, 1}, {1, 1}}},
    {"odd_channels", {2, 7, 9, 5}, {3, 2}, {{2, 1}, {1, 1}, {1, 0}, {0, 1}}},
    {"spatial_pyramid", {1, 8, 13, 13}, {5, 5}, {{1, 1}, {1, 1}, {2, 2}, {2, 2}}},
    {"stride_over_kernel", {1, 3, 11, 11}, {2, 2}, {{4, 4}, {1, 1}, {0, 0}, {0, 0}}},
    {"whole_image", {2, 5, 4, 6}, {4, 6}, dense(2)},
    {"dilated", {1, 4, 12, 12}, {3, 3}, {{1, 1}, {2, 2}, {2, 2}, {2, 2}}},
    {"dilated_stride", {1, 4, 12, 12}, {2, 3}, {{2, 3}, {3, 2}, {1, 2}, {2, 1}}},
    {"line", {2, 5, 17}, {3}, {{2}, {1}, {1}, {1}}},
    {"line_dilated", {1, 2, 17}, {3}, {{2}, {4}, {3}, {5}}},
    {"volume", {1, 4, 5, 6, 7}, {2, 3, 2}, {{2, 1, 2}, {1, 1, 1}, {0, 1, 1}, {1, 1, 0}}},
};

class PoolingTest : public AbiTest, public ::testing::WithParamInterface<std::tuple<Case, std::int32_t>> {};

TEST_P(PoolingTest, OfAnInput) {
    const auto& [c, kind] = GetParam();
    Network network;
    network.output(network.pooling(kind, network.input(c.src), c.kernel, c.windows));
    network.check();
}

TEST_P(PoolingTest, OfAConvolution) {
    const auto& [c, kind] = GetParam();
    const std::size_t spatial_rank = c.kernel.size();
    Network network;
    Dims weights(spatial_rank + 2, 1);
    weights[0] = weights[1] = c.src[1];
    const Expected x =
        network.convolution(network.input(c.src), network.constant(weights), nullptr, 1, dense(spatial_rank));
    network.output(network.pooling(kind, x, c.kernel, c.windows));
    network.check();
}

TEST_P(PoolingTest, OfNegativeNumbers) {
    // Padding that counted as zero would win.
    const auto& [c, kind] = GetParam();
    Network network;
    std::vector<float> data(static_cast<std::size_t>(oracle::element_count(c.src)));
    for (std::size_t i = 0; i < data.size(); ++i) data[i] = -1 - static_cast<float>(i % 7);
    network.output(network.pooling(kind, network.input(c.src, data), c.kernel, c.windows));
    network.check();
}

// Dilated windows that step over the image: the taps of the one along the height lie at -1 and 1, the image at 0.
TEST(PaddingAloneTest, HasAResultForEachKind) {
    const Windows windows{{1, 1}, {2, 1}, {1, 0}, {1, 0}};
    const float infinity = std::numeric_limits<float>::infinity();
    for (mish4j_int64 channels : {3, 16}) {
        Network network;
        const Expected x = network.input({2, channels, 1, 3});
        const Expected y = network.convolution(x, network.constant({channels, channels, 1, 1}), nullptr, 1, dense(2));
        for (const Expected& src : {x, y}) {
            network.output(network.pooling(MISH4J_POOLING_MAX, src, {2, 2}, windows));
            network.output(network.pooling(MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING, src, {2, 2}, windows));
            network.output(network.pooling(MISH4J_POOLING_AVERAGE_INCLUDE_PADDING, src, {2, 2}, windows));
        }
        network.compile();
        const std::vector<std::vector<float>> outputs = network.run();
        for (std::size_t i = 0; i < outputs.size(); i += 3) {
            EXPECT_EQ(outputs[i], std::vector<float>(outputs[i].size(), -infinity));
            EXPECT_TRUE(std::all_of(outputs[i + 1].begin(), outputs[i + 1].end(), [](float x) { return x != x; }));
            EXPECT_EQ(outputs[i + 2], std::vector<float>(outputs[i + 2].size(), 0.0F));
        }
    }
}

const std::int32_t kinds[] = {MISH4J_POOLING_MAX, MISH4J_POOLING_AVERAGE_EXCLUDE_PADDING,
                              MISH4J_POOLING_AVERAGE_INCLUDE_PADDING};

INSTANTIATE_TEST_SUITE_P(All, PoolingTest, ::testing::Combine(::testing::ValuesIn(cases), ::testing::ValuesIn(kinds)),
                         [](const auto& info) {
                             return std::string(std::get<0>(info.param).name) + "_" +
                                    std::to_string(std::get<1>(info.param));
                         });

}  // namespace
}  // namespace mish4j::test
