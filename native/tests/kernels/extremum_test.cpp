// SPDX-License-Identifier: Apache-2.0
#include "kernels/extremum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "instruction_sets.hpp"

namespace mish4j::kernels::test {
namespace {

struct Steps {
    std::int64_t left;
    std::int64_t right;
};

class ExtremumKernelTest : public ::testing::TestWithParam<std::int64_t> {
    const WithInstructionSet with_instruction_set_{GetParam()};
};

TEST_P(ExtremumKernelTest, OfAnyCountWithEachStep) {
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    constexpr float infinity = std::numeric_limits<float>::infinity();
    constexpr float numbers[] = {1, -2, nan, infinity, 0.5F, -infinity, 3};
    for (const std::size_t count : {1, 2, 3, 7, 8, 15, 16, 17, 33, 100}) {
        std::vector<float> left(count);
        std::vector<float> right(count);
        for (std::size_t i = 0; i < count; ++i) {
            left[i] = numbers[i % 7];
            right[i] = numbers[i / 7 % 7];
        }
        for (const Steps steps : {Steps{1, 1}, Steps{0, 1}, Steps{1, 0}}) {
            for (const bool largest : {false, true}) {
                std::vector<float> dst(count + 1, -77);
                extremum(largest, left.data(), steps.left, right.data(), steps.right, dst.data(),
                         static_cast<std::int64_t>(count));
                EXPECT_EQ(dst[count], -77);
                for (std::size_t i = 0; i < count; ++i) {
                    const float a = left[steps.left == 0 ? 0 : i];
                    const float b = right[steps.right == 0 ? 0 : i];
                    if (std::isnan(a) || std::isnan(b)) {
                        EXPECT_TRUE(std::isnan(dst[i])) << a << ' ' << b;
                    } else {
                        EXPECT_EQ(dst[i], largest ? std::max(a, b) : std::min(a, b)) << a << ' ' << b;
                    }
                }
            }
        }
    }
}

TEST_P(ExtremumKernelTest, OfNanAlone) {
    const std::vector<float> nans(19, std::numeric_limits<float>::quiet_NaN());
    const float number = 1;
    std::vector<float> dst(19);
    for (const bool largest : {false, true}) {
        extremum(largest, nans.data(), 1, &number, 0, dst.data(), 19);
        for (const float y : dst) EXPECT_TRUE(std::isnan(y));
        extremum(largest, &number, 0, nans.data(), 1, dst.data(), 19);
        for (const float y : dst) EXPECT_TRUE(std::isnan(y));
    }
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, ExtremumKernelTest, ::testing::ValuesIn(instruction_sets()),
                         [](const auto& info) { return hwy::TargetName(info.param); });

}  // namespace
}  // namespace mish4j::kernels::test
