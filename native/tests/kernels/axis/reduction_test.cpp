// SPDX-License-Identifier: Apache-2.0
#include "kernels/axis/reduction.hpp"

#include <algorithm>
#include <limits>

#include "axis_case.hpp"

namespace mish4j::kernels::test {
namespace {

constexpr ReductionKind kinds[] = {ReductionKind::mean, ReductionKind::sum, ReductionKind::max, ReductionKind::min,
                                   ReductionKind::product};

double reduced(ReductionKind kind, const AxisLoops& loops, const std::vector<float>& src, std::int64_t column) {
    double result = double{src[place_of(loops, column, 0)]};
    for (std::int64_t i = 1; i < loops.size; ++i) {
        const double x = double{src[place_of(loops, column, i)]};
        switch (kind) {
            case ReductionKind::mean:
            case ReductionKind::sum:
                result += x;
                break;
            case ReductionKind::max:
                result = std::max(result, x);
                break;
            case ReductionKind::min:
                result = std::min(result, x);
                break;
            case ReductionKind::product:
                result *= x;
                break;
        }
    }
    return kind == ReductionKind::mean ? result / static_cast<double>(loops.size) : result;
}

// With a guard behind the last element.
std::vector<float> reduce(ReductionKind kind, const AxisLoops& loops, const std::vector<float>& src) {
    std::vector<float> dst(static_cast<std::size_t>(loops.outer * loops.inner) + 1, -77);
    reduce_tiles(kind, loops, src.data(), dst.data(), 0, tile_count(loops));
    EXPECT_EQ(dst.back(), -77);
    dst.pop_back();
    return dst;
}

using ReductionKernelTest = InstructionSetTest;

TEST_P(ReductionKernelTest, ReducesRowsAndColumns) {
    for (const AxisLoops& loops : axis_cases()) {
        const std::vector<float> src = random_floats(element_count(loops));
        for (const ReductionKind kind : kinds) {
            SCOPED_TRACE(text_of(loops) + " kind " + std::to_string(static_cast<int>(kind)));
            const std::vector<float> dst = reduce(kind, loops, src);
            for (std::size_t column = 0; column < dst.size(); ++column) {
                const double expected = reduced(kind, loops, src, static_cast<std::int64_t>(column));
                if (std::fabs(expected) > double{std::numeric_limits<float>::max()}) {
                    ASSERT_TRUE(std::isinf(dst[column])) << column;
                } else {
                    ASSERT_NEAR(double{dst[column]}, expected, 2e-7 * std::fabs(expected) + 1e-12) << column;
                }
            }
        }
    }
}

TEST_P(ReductionKernelTest, SumsInDouble) {
    std::vector<float> row(515, 1.0F);
    row.front() = 1e12F;
    row.back() = -1e12F;
    EXPECT_EQ(reduce(ReductionKind::sum, {1, 515, 1}, row)[0], 513.0F);
    std::vector<float> columns(515 * 3);
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = row[i / 3];
    for (const float sum : reduce(ReductionKind::sum, {1, 515, 3}, columns)) EXPECT_EQ(sum, 513.0F);
}

TEST_P(ReductionKernelTest, NanAnywhereGivesNan) {
    for (const AxisLoops& loops : {AxisLoops{2, 67, 1}, AxisLoops{2, 5, 1}, AxisLoops{1, 6, 37}}) {
        const std::vector<float> numbers = random_floats(element_count(loops));
        for (const ReductionKind kind : kinds) {
            const std::vector<float> without = reduce(kind, loops, numbers);
            for (std::int64_t column = 0; column < loops.outer * loops.inner; ++column) {
                for (std::int64_t i = 0; i < loops.size; ++i) {
                    std::vector<float> src = numbers;
                    src[place_of(loops, column, i)] = std::numeric_limits<float>::quiet_NaN();
                    std::vector<float> dst = reduce(kind, loops, src);
                    float& result = dst[static_cast<std::size_t>(column)];
                    ASSERT_TRUE(std::isnan(result)) << text_of(loops) << " column " << column << " element " << i;
                    result = without[static_cast<std::size_t>(column)];
                    ASSERT_TRUE(same_bits(dst, without));
                }
            }
        }
    }
}

TEST_P(ReductionKernelTest, OfInfinitiesAlone) {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    for (const float x : {infinity, -infinity}) {
        for (const AxisLoops& loops : {AxisLoops{1, 45, 1}, AxisLoops{1, 9, 1}, AxisLoops{1, 4, 21}}) {
            const std::vector<float> src(element_count(loops), x);
            for (const ReductionKind kind : {ReductionKind::max, ReductionKind::min, ReductionKind::mean}) {
                for (const float y : reduce(kind, loops, src)) EXPECT_EQ(y, x);
            }
        }
    }
}

TEST_P(ReductionKernelTest, TilesByThemselvesAreTheSameBits) {
    const AxisLoops loops{3, 50, 75};
    const std::vector<float> src = random_floats(element_count(loops));
    std::vector<float> dst(static_cast<std::size_t>(loops.outer * loops.inner));
    for (std::int64_t tile = tile_count(loops); tile-- > 0;) {
        reduce_tiles(ReductionKind::sum, loops, src.data(), dst.data(), tile, tile + 1);
    }
    EXPECT_TRUE(same_bits(dst, reduce(ReductionKind::sum, loops, src)));
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, ReductionKernelTest, ::testing::ValuesIn(instruction_sets()), name_of_target);

TEST(ReductionKernelsTest, GiveTheSameBitsWithEveryInstructionSet) {
    for (const AxisLoops& loops : axis_cases()) {
        const std::vector<float> src = random_floats(element_count(loops));
        for (const ReductionKind kind : kinds) {
            const std::vector<float> expected = reduce(kind, loops, src);
            for (const std::int64_t target : instruction_sets()) {
                const WithInstructionSet with_instruction_set(target);
                EXPECT_TRUE(same_bits(reduce(kind, loops, src), expected))
                    << hwy::TargetName(target) << ' ' << text_of(loops);
            }
        }
    }
}

}  // namespace
}  // namespace mish4j::kernels::test
