// SPDX-License-Identifier: Apache-2.0
#include "onednn/algorithms/layer_times.hpp"

#include <gtest/gtest.h>

namespace mish4j::test {
namespace {

using namespace onednn;
using enum ConvolutionAlgorithm;

TEST(LayerTimesTest, AreReadAsTheyAreWritten) {
    const LayerTimes times{{direct, 4.1e-3}, {direct_own_activation, 4e-3}, {winograd_f4x4, 12e-9}};
    const std::string text = text_of(times);
    EXPECT_EQ(text, "4100000 direct\n4000000 direct, own activation\n12 winograd F(4x4,3x3)\n");
    const std::optional<LayerTimes> read = parse_layer_times(text);
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_EQ((*read)[i].algorithm, times[i].algorithm);
        EXPECT_DOUBLE_EQ((*read)[i].seconds, times[i].seconds);
    }
}

TEST(LayerTimesTest, AreNotReadFromOtherTexts) {
    for (const char* text :
         {"", "\n", "direct\n", "12 direct", "12direct\n", "12 another\n", "-1 direct\n", "0 direct\n", "12 direct\n\n",
          "12 winograd F(4x4,3x3)\n", "99999999999999999999 direct\n", "12 direct\n13 direct, own\n", "1e3 direct\n"}) {
        EXPECT_FALSE(parse_layer_times(text)) << text;
    }
}

}  // namespace
}  // namespace mish4j::test
