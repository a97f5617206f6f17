// SPDX-License-Identifier: Apache-2.0
#include "memory_planner.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace mish4j::test {
namespace {

// Every promise of a plan, checked pair by pair and step by step.
void check_plan(const std::vector<Lifetime>& lifetimes, std::int64_t alignment) {
    const MemoryPlan plan = plan_memory(lifetimes, alignment);
    ASSERT_EQ(plan.offsets.size(), lifetimes.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < lifetimes.size(); ++i) {
        EXPECT_GE(plan.offsets[i], 0);
        EXPECT_EQ(plan.offsets[i] % alignment, 0);
        EXPECT_LE(plan.offsets[i] + lifetimes[i].bytes, plan.bytes);
        sum += (lifetimes[i].bytes + alignment - 1) / alignment * alignment;
        for (std::size_t k = 0; k < i; ++k) {
            const bool together =
                std::max(lifetimes[i].first, lifetimes[k].first) <= std::min(lifetimes[i].last, lifetimes[k].last);
            const bool apart = plan.offsets[i] + lifetimes[i].bytes <= plan.offsets[k] ||
                               plan.offsets[k] + lifetimes[k].bytes <= plan.offsets[i];
            EXPECT_TRUE(!together || apart) << "buffers " << k << " and " << i;
        }
    }
    std::int64_t largest = 0;
    for (const Lifetime& at : lifetimes) {
        std::int64_t live = 0;
        for (const Lifetime& other : lifetimes) {
            if (other.first <= at.first && at.first <= other.last) {
                live += (other.bytes + alignment - 1) / alignment * alignment;
            }
        }
        largest = std::max(largest, live);
    }
    EXPECT_EQ(plan.largest_live_bytes, largest);
    EXPECT_GE(plan.bytes, plan.largest_live_bytes);
    EXPECT_LE(plan.bytes, sum);
}

TEST(MemoryPlannerTest, PlansNothing) {
    const MemoryPlan plan = plan_memory({}, 64);
    EXPECT_TRUE(plan.offsets.empty());
    EXPECT_EQ(plan.bytes, 0);
    EXPECT_EQ(plan.largest_live_bytes, 0);
}

TEST(MemoryPlannerTest, ReusesMemoryAlongAChain) {
    const std::vector<Lifetime> chain = {{100, 0, 1}, {100, 1, 2}, {100, 2, 3}, {100, 3, 4}, {100, 4, 5}};
    check_plan(chain, 64);
    EXPECT_EQ(plan_memory(chain, 64).bytes, 256);
}

TEST(MemoryPlannerTest, FillsTheFirstGapThatIsLargeEnough) {
    // The large buffer is placed first; the two small ones, never alive together, share the place behind it.
    const std::vector<Lifetime> lifetimes = {{64, 0, 1}, {640, 0, 3}, {64, 2, 3}};
    const MemoryPlan plan = plan_memory(lifetimes, 64);
    EXPECT_EQ(plan.offsets, (std::vector<std::int64_t>{640, 0, 640}));
    EXPECT_EQ(plan.bytes, 704);
}

TEST(MemoryPlannerTest, KeepsApartWhatIsAliveAtOneStepOnly) {
    check_plan({{1, 0, 5}, {1, 5, 5}, {1, 5, 9}}, 64);
    EXPECT_EQ(plan_memory({{1, 0, 5}, {1, 5, 5}, {1, 5, 9}}, 64).bytes, 192);
}

TEST(MemoryPlannerTest, HoldsForRandomLifetimes) {
    std::mt19937 random(20190823);
    const auto below = [&](std::uint32_t limit) { return static_cast<std::int32_t>(random() % limit); };
    for (int round = 0; round < 300; ++round) {
        std::vector<Lifetime> lifetimes;
        const std::int32_t steps = 1 + below(40);
        for (std::int32_t count = below(60); count > 0; --count) {
            const std::int32_t first = below(static_cast<std::uint32_t>(steps));
            lifetimes.push_back({1 + below(round % 2 == 0 ? 300 : 1 << 30), first, first + below(6)});
        }
        SCOPED_TRACE(round);
        check_plan(lifetimes, std::int64_t{1} << (round % 13));
    }
}

}  // namespace
}  // namespace mish4j::test
