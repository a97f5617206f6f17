// SPDX-License-Identifier: Apache-2.0
#include "common/memory_planner.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace mish4j::test {
namespace {

LiveBuffer whole(std::int64_t bytes, std::int32_t first, std::int32_t last) { return {{0, bytes, first, last}}; }

std::int64_t size_of(const LiveBuffer& buffer) {
    std::int64_t size = 0;
    for (const LivePart& part : buffer) size = std::max(size, part.end);
    return size;
}

// Whether two buffers, at their offsets, never have something alive at the same step in the same place.
bool are_apart(const LiveBuffer& a, std::int64_t a_offset, const LiveBuffer& b, std::int64_t b_offset) {
    for (const LivePart& x : a) {
        for (const LivePart& y : b) {
            const bool together = std::max(x.first, y.first) <= std::min(x.last, y.last);
            const bool overlap =
                std::max(a_offset + x.begin, b_offset + y.begin) < std::min(a_offset + x.end, b_offset + y.end);
            if (together && overlap) return false;
        }
    }
    return true;
}

// Every promise of a plan, checked pair by pair.
void check_plan(const std::vector<LiveBuffer>& buffers, std::int64_t alignment) {
    const MemoryPlan plan = plan_memory(buffers, alignment);
    ASSERT_EQ(plan.offsets.size(), buffers.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < buffers.size(); ++i) {
        EXPECT_GE(plan.offsets[i], 0);
        EXPECT_EQ(plan.offsets[i] % alignment, 0);
        EXPECT_LE(plan.offsets[i] + size_of(buffers[i]), plan.bytes);
        sum += (size_of(buffers[i]) + alignment - 1) / alignment * alignment;
        for (std::size_t k = 0; k < i; ++k) {
            EXPECT_TRUE(are_apart(buffers[i], plan.offsets[i], buffers[k], plan.offsets[k]))
                << "buffers " << k << " and " << i;
        }
    }
    EXPECT_LE(plan.bytes, sum);
}

TEST(MemoryPlannerTest, PlansNothing) {
    const MemoryPlan plan = plan_memory({}, 64);
    EXPECT_TRUE(plan.offsets.empty());
    EXPECT_EQ(plan.bytes, 0);
}

TEST(MemoryPlannerTest, ReusesMemoryAlongAChain) {
    const std::vector<LiveBuffer> chain = {whole(100, 0, 1), whole(100, 1, 2), whole(100, 2, 3), whole(100, 3, 4),
                                           whole(100, 4, 5)};
    check_plan(chain, 64);
    EXPECT_EQ(plan_memory(chain, 64).bytes, 256);
}

TEST(MemoryPlannerTest, FillsTheFirstGapThatIsLargeEnough) {
    // The large buffer is placed first; the two small ones, never alive together, share the place behind it.
    const MemoryPlan plan = plan_memory({whole(64, 0, 1), whole(640, 0, 3), whole(64, 2, 3)}, 64);
    EXPECT_EQ(plan.offsets, (std::vector<std::int64_t>{640, 0, 640}));
    EXPECT_EQ(plan.bytes, 704);
}

TEST(MemoryPlannerTest, KeepsApartWhatIsAliveAtOneStepOnly) {
    const std::vector<LiveBuffer> buffers = {whole(1, 0, 5), whole(1, 5, 5), whole(1, 5, 9)};
    check_plan(buffers, 64);
    EXPECT_EQ(plan_memory(buffers, 64).bytes, 192);
}

TEST(MemoryPlannerTest, LendsPartsThatAreNotWrittenYet) {
    // While the second half of the large buffer waits for step 3, the small one lies there.
    const std::vector<LiveBuffer> buffers = {{{0, 640, 0, 4}, {640, 1280, 3, 4}}, whole(640, 0, 2)};
    check_plan(buffers, 64);
    EXPECT_EQ(plan_memory(buffers, 64).bytes, 1280);
}

TEST(MemoryPlannerTest, LendsPartsThatAreReadNoMore) {
    const std::vector<LiveBuffer> buffers = {{{0, 640, 0, 1}, {640, 1280, 0, 4}}, whole(640, 2, 4)};
    check_plan(buffers, 64);
    EXPECT_EQ(plan_memory(buffers, 64).bytes, 1280);
}

TEST(MemoryPlannerTest, HoldsForRandomLifetimes) {
    std::mt19937 random(20190823);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::int32_t>(random() % limit); };
    for (int round = 0; round < 300; ++round) {
        std::vector<LiveBuffer> buffers;
        const std::int32_t steps = 1 + below(40);
        for (std::int32_t count = below(60); count > 0; --count) {
            LiveBuffer buffer;
            std::int64_t begin = 0;
            for (std::int32_t parts = 1 + below(4); parts > 0; --parts) {
                const std::int32_t first = below(static_cast<std::uint32_t>(steps));
                const std::int64_t end = begin + 1 + below(round % 2 == 0 ? 300 : 1 << 30);
                buffer.push_back({begin, end, first, first + below(6)});
                begin = end - (round % 3 == 0 ? 1 : 0);  // every third time, parts overlap
            }
            buffers.push_back(buffer);
        }
        SCOPED_TRACE(round);
        check_plan(buffers, std::int64_t{1} << (round % 13));
    }
}

}  // namespace
}  // namespace mish4j::test
