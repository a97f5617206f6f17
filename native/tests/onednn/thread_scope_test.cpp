// SPDX-License-Identifier: Apache-2.0
#include "onednn/library/thread_scope.hpp"

#include <gtest/gtest.h>

namespace mish4j::onednn {
namespace {

// A parallel region may get fewer threads than were set, as OMP_DYNAMIC=true in the environment makes it.
class DynamicThreadsTest : public ::testing::Test {
 protected:
    void SetUp() override { omp_set_dynamic(1); }
    void TearDown() override { omp_set_dynamic(before_); }

 private:
    int before_ = omp_get_dynamic();
};

TEST_F(DynamicThreadsTest, AreOffWithinAScope) {
    {
        ThreadScope scope;
        scope.set(64);
        EXPECT_EQ(omp_get_dynamic(), 0);
        EXPECT_EQ(omp_get_max_threads(), 64);
    }
    EXPECT_NE(omp_get_dynamic(), 0);
}

TEST_F(DynamicThreadsTest, DoNotShrinkATeamWithinAScope) {
    const int wanted = omp_get_num_procs() + 3;
    int threads = 0;
    ThreadScope scope;
    scope.set(wanted);
#pragma omp parallel
    {
#pragma omp single
        threads = omp_get_num_threads();
    }
    EXPECT_EQ(threads, wanted);
}

}  // namespace
}  // namespace mish4j::onednn
