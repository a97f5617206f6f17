// SPDX-License-Identifier: Apache-2.0
#include "cudnn/engines/plans/plan_search.hpp"

#include <fstream>
#include <map>

#include "base/status.hpp"
#include "engines_fixture.hpp"
#include "temporary_folder.hpp"

namespace mish4j::test {

namespace {

using cudnn::PlanChoice;
using cudnn::PlanSearch;

// Times by the plan's name, with "split " before it where it is not fused; 100 for any other. Below 0: it fails.
using Times = std::map<std::string, float>;

class ScriptedTimer : public cudnn::PlanTimer {
 public:
    explicit ScriptedTimer(const Times& times) : times_(times) {}

    float milliseconds(const cudnn::ExecutionPlan& plan, bool fused) override {
        const auto found = times_.find((fused ? "" : "split ") + plan.name());
        const float time = found != times_.end() ? found->second : 100.0f;
        if (time < 0) throw Error(MISH4J_BACKEND_FAILURE, "it cannot be executed");
        return time;
    }

 private:
    const Times& times_;
};

class PlanSearchTest : public EngineTest {
 protected:
    const TemporaryFolder folder_;
    const ConvolutionProblem problem_ = small_problem(ElementType::f16);
    Times times_;
    std::vector<std::string> tried_;

    DiskCache cache() const { return {folder_.path(), cudnn::plan_environment(library(), gpu()->properties())}; }

    PlanChoice find(Tune tune, const DiskCache& cache, const ConvolutionProblem& problem) {
        const PlanSearch search(
            library(), target(), cache, tune,
            [&](const ConvolutionProblem&) { return std::make_unique<ScriptedTimer>(times_); },
            [&](const std::string& name) { tried_.push_back(name); });
        return search.find(problem);
    }

    PlanChoice find(Tune tune) { return find(tune, DiskCache({}, ""), problem_); }
};

TEST_F(PlanSearchTest, WithoutTuningTheFirstIsTaken) {
    const PlanChoice choice = find(Tune::off);
    EXPECT_EQ(choice.plan->name(), "eng4 k24=0");
    EXPECT_TRUE(choice.fused);
    EXPECT_EQ(choice.candidates, 1);
    EXPECT_EQ(tried_, (std::vector<std::string>{"eng4 k24=0"}));
}

TEST_F(PlanSearchTest, WithoutTuningTheFirstThatCanBeFinalizedIsTaken) {
    fake_cudnn_fail_plans(2);
    EXPECT_EQ(find(Tune::off).plan->name(), "eng8");
    fake_cudnn_fail_plans(100);
    EXPECT_EQ(find(Tune::off).plan, nullptr);
}

TEST_F(PlanSearchTest, FastTakesTheFastestOfThePromising) {
    times_ = {{"eng4 k24=0", 3.0f}, {"eng7 k24=0", 2.0f}, {"eng8", 1.0f}};
    const PlanChoice choice = find(Tune::fast);
    EXPECT_EQ(choice.plan->name(), "eng7 k24=0");
    EXPECT_EQ(choice.candidates, 2);
}

TEST_F(PlanSearchTest, FastTakesWhatThereIsWhereNothingPromisingWorks) {
    fake_cudnn_fail_plans(2);
    EXPECT_EQ(find(Tune::fast).plan->name(), "eng8");
    EXPECT_EQ(find(Tune::fast, DiskCache({}, ""), small_problem(ElementType::f32)).plan->name(), "eng8");
}

TEST_F(PlanSearchTest, FullTriesSplitKToo) {
    times_ = {{"eng4 k24=0 k17=8", 0.5f}, {"eng7 k24=0", 2.0f}};
    EXPECT_EQ(find(Tune::full).plan->name(), "eng4 k24=0 k17=8");
}

TEST_F(PlanSearchTest, FullTriesTheConvolutionAndItsChainApart) {
    times_ = {{"split eng7 k24=0", 0.5f}};
    const PlanChoice choice = find(Tune::full);
    EXPECT_FALSE(choice.fused);
    EXPECT_EQ(choice.plan->name(), "eng7 k24=0");
}

TEST_F(PlanSearchTest, WhatCannotBeExecutedLoses) {
    times_ = {{"eng4 k24=0", -1.0f}, {"eng7 k24=0", 200.0f}};
    EXPECT_EQ(find(Tune::fast).plan->name(), "eng7 k24=0");
}

TEST_F(PlanSearchTest, WhereNothingCanBeExecutedTheFailureIsTold) {
    times_ = {{"eng4 k24=0", -1.0f}, {"eng7 k24=0", -1.0f}, {"eng8", -1.0f}};
    EXPECT_THROW(find(Tune::fast), Error);
}

TEST_F(PlanSearchTest, ItCanBeGivenUp) {
    const DiskCache cache({}, "");
    const PlanSearch search(
        library(), target(), cache, Tune::full,
        [&](const ConvolutionProblem&) { return std::make_unique<ScriptedTimer>(times_); },
        [](const std::string&) { throw Error(MISH4J_INVALID_STATE, "given up"); });
    EXPECT_THROW(search.find(problem_), Error);
}

TEST_F(PlanSearchTest, AChoiceIsKept) {
    for (const char* winner : {"eng4 k24=0 k17=4", "split eng4 k24=0"}) {
        const TemporaryFolder folder;
        const DiskCache cache(folder.path(), "environment");
        times_ = {{winner, 0.5f}};
        const PlanChoice first = find(Tune::full, cache, problem_);
        const std::size_t compiled = usage().plans_compiled;
        const PlanChoice second = find(Tune::full, cache, problem_);
        EXPECT_EQ(usage().plans_compiled, compiled);
        EXPECT_EQ(second.candidates, 0);
        EXPECT_EQ(second.plan->name(), first.plan->name());
        EXPECT_EQ(second.fused, first.fused);
    }
}

TEST_F(PlanSearchTest, AChoiceOfAnotherTuningIsAnother) {
    times_ = {{"eng7 k24=0", 0.5f}};
    EXPECT_EQ(find(Tune::off, cache(), problem_).plan->name(), "eng4 k24=0");
    EXPECT_EQ(find(Tune::fast, cache(), problem_).plan->name(), "eng7 k24=0");
    EXPECT_EQ(find(Tune::off, cache(), problem_).plan->name(), "eng4 k24=0");
}

TEST_F(PlanSearchTest, AKeptPlanThatCudnnRefusesIsFoundAgain) {
    const DiskCache cache = this->cache();
    const std::string key = "tune " + std::to_string(MISH4J_TUNE_OFF) + " " + cudnn::key_of(problem_);
    for (const char* text : {"", "fused\n", "fused\n{}", "split\nnonsense", "nonsense"}) {
        cache.store(key, text);
        const PlanChoice choice = find(Tune::off, cache, problem_);
        EXPECT_EQ(choice.plan->name(), "eng4 k24=0") << text;
        EXPECT_EQ(choice.candidates, 1) << text;
        EXPECT_EQ(find(Tune::off, cache, problem_).candidates, 0) << text;
    }
}

TEST_F(PlanSearchTest, CandidatesAreTimedOnTheDevice) {
    const DiskCache cache({}, "");
    const PlanSearch search(library(), target(), cache, Tune::full, [&](const ConvolutionProblem& problem) {
        return cudnn::make_plan_timer(gpu(), stream(), handle(), problem);
    });
    ConvolutionProblem problem = problem_;
    problem.chain.push_back(cudnn::ChainAdd{});
    problem.addends.push_back(problem.dst);
    const std::size_t executed = usage().executions;
    const PlanChoice choice = search.find(problem);
    EXPECT_NE(choice.plan, nullptr);
    EXPECT_GT(choice.candidates, 10);
    EXPECT_GT(usage().executions, executed);
}

}  // namespace

}  // namespace mish4j::test
