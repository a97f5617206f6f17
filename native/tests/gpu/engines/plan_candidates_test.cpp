// SPDX-License-Identifier: Apache-2.0
#include "cudnn/engines/plans/plan_candidates.hpp"

#include "cudnn/engines/graphs/convolution_problem.hpp"
#include "engines_fixture.hpp"

namespace mish4j::test {

namespace {

using PlanCandidatesTest = EngineTest;

std::vector<std::string> names(const cudnn::PlanCandidates& candidates) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < candidates.size(); ++i) found.push_back(candidates.name(i));
    return found;
}

bool offers(const cudnn::PlanCandidates& candidates, const std::string& engine) {
    for (const std::string& name : names(candidates)) {
        if (name == engine || name.starts_with(engine + " ")) return true;
    }
    return false;
}

TEST_F(PlanCandidatesTest, ThoseOfTensorCoresComeFirst) {
    const auto found = cudnn::find_candidates(library(), target(), small_problem(ElementType::f16), false);
    EXPECT_EQ(names(*found), (std::vector<std::string>{"eng4 k24=0", "eng7 k24=0", "eng8"}));
    EXPECT_EQ(found->promising(), 2u);
}

TEST_F(PlanCandidatesTest, AWideSearchAddsSplitK) {
    const auto found = candidates(small_problem(ElementType::bf16));
    EXPECT_TRUE(offers(*found, "eng4 k24=0 k17=2"));
    EXPECT_TRUE(offers(*found, "eng7 k24=0 k17=16"));
    EXPECT_FALSE(offers(*found, "eng8 k17=2"));
    EXPECT_EQ(found->promising(), 2u);
}

TEST_F(PlanCandidatesTest, NoSplitKWhereAllMultiprocessorsAreBusyAnyhow) {
    ConvolutionProblem problem = small_problem(ElementType::f16);
    problem.src = cudnn::channels_last_desc(ElementType::f16, {1, 16, 512, 512});
    problem.dst = cudnn::channels_last_desc(ElementType::f16, {1, 24, 512, 512});
    EXPECT_FALSE(offers(*candidates(problem), "eng4 k24=0 k17=2"));
}

TEST_F(PlanCandidatesTest, StrictF32IsNeverOfTensorCores) {
    ConvolutionProblem problem = small_problem(ElementType::f32);
    EXPECT_EQ(names(*candidates(problem)), (std::vector<std::string>{"eng8"}));
    problem.tensor_float = true;
    EXPECT_TRUE(offers(*candidates(problem), "eng4"));
}

TEST_F(PlanCandidatesTest, NoneWhereALinkCannotBeFused) {
    ConvolutionProblem problem = small_problem(ElementType::f16);
    problem.chain.push_back(Eltwise{EltwiseKind::pow, 1, 2});
    EXPECT_EQ(candidates(problem)->size(), 0u);
}

TEST_F(PlanCandidatesTest, NoneWhereChannelsAreNotLast) {
    ConvolutionProblem problem = small_problem(ElementType::f16);
    problem.src = cudnn::plain_desc(ElementType::f16, problem.src.dims);
    EXPECT_EQ(candidates(problem)->size(), 0u);
}

TEST_F(PlanCandidatesTest, AFailureToFinalizeIsNoPlan) {
    const auto found = candidates(small_problem(ElementType::f16));
    fake_cudnn_fail_plans(1);
    EXPECT_EQ(found->finalize(0), nullptr);
    EXPECT_NE(found->finalize(0), nullptr);
}

TEST_F(PlanCandidatesTest, WantTheChannelsThatTheProblemAsksFor) {
    for (const ElementType type : computed_types) {
        ConvolutionProblem problem = small_problem(type);
        problem.tensor_float = true;
        const std::int64_t multiple = cudnn::channel_multiple(type);
        for (const std::int64_t channels : {multiple, multiple + 1}) {
            problem.src = cudnn::channels_last_desc(type, {1, channels, 7, 5});
            problem.weights = cudnn::channels_last_desc(type, {24, channels, 3, 3});
            EXPECT_EQ(offers(*candidates(problem), "eng4"), channels == multiple) << channels;
        }
    }
}

}  // namespace

}  // namespace mish4j::test
