// SPDX-License-Identifier: Apache-2.0
#include "kernels/axis/normalization.hpp"

#include <limits>

#include "axis_case.hpp"

namespace mish4j::kernels::test {
namespace {

constexpr double epsilon = 1e-5;

std::vector<double> exact(const std::vector<float>& src, std::size_t columns) {
    std::vector<double> dst(src.size());
    for (std::size_t row = 0; row < src.size(); row += columns) {
        double mean = 0;
        for (std::size_t i = 0; i < columns; ++i) mean += double{src[row + i]} / static_cast<double>(columns);
        double variance = 0;
        for (std::size_t i = 0; i < columns; ++i) {
            variance += std::pow(double{src[row + i]} - mean, 2) / static_cast<double>(columns);
        }
        for (std::size_t i = 0; i < columns; ++i) {
            dst[row + i] = (double{src[row + i]} - mean) / std::sqrt(variance + epsilon);
        }
    }
    return dst;
}

// With a guard behind the last element.
std::vector<float> normalize(const std::vector<float>& src, std::size_t columns) {
    std::vector<float> dst(src.size() + 1, -77);
    normalize_rows(src.data(), dst.data(), static_cast<std::int64_t>(src.size() / columns),
                   static_cast<std::int64_t>(columns), epsilon);
    EXPECT_EQ(dst.back(), -77);
    dst.pop_back();
    return dst;
}

constexpr std::size_t column_counts[] = {1, 2, 3, 5, 8, 15, 16, 17, 31, 32, 33, 47, 64, 67, 768};

using NormalizationKernelTest = InstructionSetTest;

TEST_P(NormalizationKernelTest, OfRows) {
    for (const std::size_t columns : column_counts) {
        SCOPED_TRACE(columns);
        std::vector<float> src = random_floats(3 * columns);
        for (float& x : src) x += 1000;
        const std::vector<float> dst = normalize(src, columns);
        const std::vector<double> expected = exact(src, columns);
        for (std::size_t i = 0; i < dst.size(); ++i) ASSERT_NEAR(double{dst[i]}, expected[i], 1e-6) << i;
    }
}

TEST_P(NormalizationKernelTest, InPlace) {
    for (const std::size_t columns : column_counts) {
        const std::vector<float> src = random_floats(3 * columns);
        std::vector<float> data = src;
        normalize_rows(data.data(), data.data(), 3, static_cast<std::int64_t>(columns), epsilon);
        EXPECT_TRUE(same_bits(data, normalize(src, columns))) << columns;
    }
}

TEST_P(NormalizationKernelTest, NanAndInfinityMakeTheirRowNanAndNoOther) {
    for (const std::size_t columns : {std::size_t{5}, std::size_t{67}}) {
        const std::vector<float> numbers = random_floats(3 * columns);
        const std::vector<float> without = normalize(numbers, columns);
        for (std::size_t i = 0; i < columns; ++i) {
            for (const float special :
                 {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
                std::vector<float> src = numbers;
                src[columns + i] = special;
                std::vector<float> dst = normalize(src, columns);
                for (std::size_t j = columns; j < 2 * columns; ++j) {
                    ASSERT_TRUE(std::isnan(dst[j])) << i << ' ' << j;
                    dst[j] = without[j];
                }
                ASSERT_TRUE(same_bits(dst, without));
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, NormalizationKernelTest, ::testing::ValuesIn(instruction_sets()),
                         name_of_target);

}  // namespace
}  // namespace mish4j::kernels::test
