// SPDX-License-Identifier: Apache-2.0
#include "cudnn/engines/plans/execution_plan.hpp"

#include "base/status.hpp"
#include "cudnn/driver/gpu.hpp"
#include "engines_fixture.hpp"

namespace mish4j::test {

namespace {

using cudnn::DeviceMemory;
using cudnn::ExecutionPlan;

class ExecutionPlanTest : public EngineTest {
 protected:
    const ConvolutionProblem problem_ = small_problem(ElementType::f16);

    std::shared_ptr<const ExecutionPlan> plan(std::size_t index = 0) const {
        return candidates(problem_)->finalize(index);
    }

    std::shared_ptr<const ExecutionPlan> loaded(const std::string& text) const {
        return cudnn::deserialize_plan(library(), handle(), problem_, text);
    }
};

TEST_F(ExecutionPlanTest, TellsOfItself) {
    const auto plan = this->plan();
    EXPECT_EQ(plan->name(), "eng4 k24=0");
    EXPECT_EQ(plan->kernel_count(), 1);
    EXPECT_EQ(plan->workspace_bytes(), 0);
    EXPECT_EQ(this->plan(3)->name(), "eng4 k24=0 k17=2");
    EXPECT_EQ(this->plan(3)->workspace_bytes(), 2 * 24 * 7 * 5 * 4);
}

TEST_F(ExecutionPlanTest, IsTheSameFromItsText) {
    const auto plan = this->plan(3);
    const auto again = loaded(plan->serialize());
    ASSERT_NE(again, nullptr);
    EXPECT_EQ(again->name(), plan->name());
    EXPECT_EQ(again->workspace_bytes(), plan->workspace_bytes());
    EXPECT_EQ(again->serialize(), plan->serialize());
}

TEST_F(ExecutionPlanTest, IsNotReadFromDamagedText) {
    const std::string text = plan()->serialize();
    EXPECT_EQ(loaded(""), nullptr);
    EXPECT_EQ(loaded("{}"), nullptr);
    EXPECT_EQ(loaded(text.substr(0, text.size() / 2)), nullptr);
    for (std::size_t at = 0; at < text.size(); at += 7) {
        std::string damaged = text;
        damaged[at] = damaged[at] == '1' ? '2' : '1';
        EXPECT_EQ(loaded(damaged), nullptr) << "at " << at;
    }
}

TEST_F(ExecutionPlanTest, AFailureIsASentence) {
    const DeviceMemory memory(gpu(), 1 << 16, "tensors");
    cudnn::ConvolutionPointers pointers{
        memory.data(), memory.data() + 8192, memory.data() + 32768, {}, memory.data() + 40960, nullptr};
    const auto plan = this->plan();
    plan->execute(handle(), pointers);
    fake_cudnn_answer_executions(CUDNN_STATUS_EXECUTION_FAILED);
    try {
        plan->execute(handle(), pointers);
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), MISH4J_BACKEND_FAILURE);
        EXPECT_STREQ(error.what(),
                     "running the plan eng4 k24=0: cuDNN reports CUDNN_STATUS_EXECUTION_FAILED (it was told to fail)");
    }
}

TEST_F(ExecutionPlanTest, AnAddressBeyondTheGpuIsAnError) {
    const DeviceMemory memory(gpu(), 1 << 16, "tensors");
    std::vector<std::byte> outside(1 << 16);
    const cudnn::ConvolutionPointers pointers{outside.data(),        memory.data(), memory.data() + 32768, {},
                                              memory.data() + 40960, nullptr};
    EXPECT_THROW(plan()->execute(handle(), pointers), Error);
}

}  // namespace

}  // namespace mish4j::test
