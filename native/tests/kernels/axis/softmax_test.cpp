// SPDX-License-Identifier: Apache-2.0
#include "kernels/axis/softmax.hpp"

#include <algorithm>
#include <limits>

#include "axis_case.hpp"

namespace mish4j::kernels::test {
namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

// With a guard behind the last element.
std::vector<float> softmax(bool logarithmic, const AxisLoops& loops, const std::vector<float>& src) {
    std::vector<float> dst(src.size() + 1, -77);
    softmax_tiles(logarithmic, loops, src.data(), dst.data(), 0, tile_count(loops));
    EXPECT_EQ(dst.back(), -77);
    dst.pop_back();
    return dst;
}

std::vector<double> exact(bool logarithmic, const AxisLoops& loops, const std::vector<float>& src) {
    std::vector<double> dst(src.size());
    for (std::int64_t column = 0; column < loops.outer * loops.inner; ++column) {
        double largest = -std::numeric_limits<double>::infinity();
        for (std::int64_t i = 0; i < loops.size; ++i) {
            largest = std::max(largest, double{src[place_of(loops, column, i)]});
        }
        double sum = 0;
        for (std::int64_t i = 0; i < loops.size; ++i)
            sum += std::exp(double{src[place_of(loops, column, i)]} - largest);
        for (std::int64_t i = 0; i < loops.size; ++i) {
            const std::size_t place = place_of(loops, column, i);
            const double difference = double{src[place]} - largest;
            dst[place] = logarithmic ? difference - std::log(sum) : std::exp(difference) / sum;
        }
    }
    return dst;
}

using SoftmaxKernelTest = InstructionSetTest;

TEST_P(SoftmaxKernelTest, OfRowsAndColumns) {
    for (const AxisLoops& loops : axis_cases()) {
        SCOPED_TRACE(text_of(loops));
        const std::vector<float> src = random_floats(element_count(loops));
        for (const bool logarithmic : {false, true}) {
            const std::vector<float> dst = softmax(logarithmic, loops, src);
            const std::vector<double> expected = exact(logarithmic, loops, src);
            for (std::size_t i = 0; i < dst.size(); ++i) {
                // The difference from the largest is rounded to a float before it is an exponent
                const double tolerance = logarithmic ? 5e-7 * std::fabs(expected[i]) + 2e-7
                                                     : expected[i] * (4e-7 + 6e-8 * std::fabs(std::log(expected[i])));
                ASSERT_NEAR(double{dst[i]}, expected[i], tolerance) << logarithmic << ' ' << i;
            }
        }
    }
}

TEST_P(SoftmaxKernelTest, InPlace) {
    for (const AxisLoops& loops : axis_cases()) {
        const std::vector<float> src = random_floats(element_count(loops));
        for (const bool logarithmic : {false, true}) {
            std::vector<float> data = src;
            softmax_tiles(logarithmic, loops, data.data(), data.data(), 0, tile_count(loops));
            EXPECT_TRUE(same_bits(data, softmax(logarithmic, loops, src))) << text_of(loops);
        }
    }
}

TEST_P(SoftmaxKernelTest, LargeDifferencesGiveZeroAndTheirLogarithms) {
    for (const AxisLoops& loops : {AxisLoops{1, 41, 1}, AxisLoops{1, 4, 19}}) {
        std::vector<float> src(element_count(loops), -3e38F);
        for (std::int64_t column = 0; column < loops.outer * loops.inner; ++column) {
            src[place_of(loops, column, 1)] = 3e38F;
            src[place_of(loops, column, 2)] = -infinity;
        }
        const std::vector<float> powers = softmax(false, loops, src);
        const std::vector<float> logarithms = softmax(true, loops, src);
        for (std::int64_t column = 0; column < loops.outer * loops.inner; ++column) {
            for (std::int64_t i = 0; i < loops.size; ++i) {
                EXPECT_EQ(powers[place_of(loops, column, i)], i == 1 ? 1 : 0);
                EXPECT_EQ(logarithms[place_of(loops, column, i)], i == 1 ? 0 : -infinity);
            }
        }
    }
}

TEST_P(SoftmaxKernelTest, NanAndInfinityMakeAllNanAlongTheDimensionAndNothingElse) {
    for (const AxisLoops& loops : {AxisLoops{2, 41, 1}, AxisLoops{2, 3, 1}, AxisLoops{1, 4, 37}}) {
        const std::vector<float> numbers = random_floats(element_count(loops));
        for (const bool logarithmic : {false, true}) {
            const std::vector<float> without = softmax(logarithmic, loops, numbers);
            for (std::int64_t column = 0; column < loops.outer * loops.inner; ++column) {
                for (std::int64_t i = 0; i < loops.size; ++i) {
                    for (const float special : {std::numeric_limits<float>::quiet_NaN(), infinity}) {
                        std::vector<float> src = numbers;
                        src[place_of(loops, column, i)] = special;
                        std::vector<float> dst = softmax(logarithmic, loops, src);
                        for (std::int64_t j = 0; j < loops.size; ++j) {
                            float& result = dst[place_of(loops, column, j)];
                            ASSERT_TRUE(std::isnan(result)) << text_of(loops) << ' ' << column << ' ' << i << ' ' << j;
                            result = without[place_of(loops, column, j)];
                        }
                        ASSERT_TRUE(same_bits(dst, without));
                    }
                }
            }
        }
    }
}

TEST_P(SoftmaxKernelTest, OfMinusInfinitiesAloneIsNan) {
    for (const AxisLoops& loops : {AxisLoops{1, 41, 1}, AxisLoops{1, 5, 1}, AxisLoops{1, 4, 19}}) {
        for (const float y : softmax(false, loops, std::vector<float>(element_count(loops), -infinity))) {
            EXPECT_TRUE(std::isnan(y));
        }
    }
}

TEST_P(SoftmaxKernelTest, TilesByThemselvesAreTheSameBits) {
    const AxisLoops loops{3, 50, 75};
    const std::vector<float> src = random_floats(element_count(loops));
    std::vector<float> dst(src.size());
    for (std::int64_t tile = tile_count(loops); tile-- > 0;) {
        softmax_tiles(false, loops, src.data(), dst.data(), tile, tile + 1);
    }
    EXPECT_TRUE(same_bits(dst, softmax(false, loops, src)));
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, SoftmaxKernelTest, ::testing::ValuesIn(instruction_sets()), name_of_target);

}  // namespace
}  // namespace mish4j::kernels::test
