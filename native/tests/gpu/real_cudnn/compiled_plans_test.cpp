// SPDX-License-Identifier: Apache-2.0
//
// Plans that the real cuDNN compiles for a GPU that is not here.
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "base/status.hpp"
#include "cudnn/engines/graphs/pointwise_formula.hpp"
#include "cudnn/engines/library/cudnn_handle.hpp"
#include "cudnn/engines/plans/plan_candidates.hpp"
#include "fused_layers.hpp"
#include "real_cudnn.hpp"

namespace mish4j::test {

namespace {

using cudnn::ConvolutionProblem;

class CompiledPlansTest : public ::testing::Test {
 protected:
    void SetUp() override {
        if (real_cudnn().library == nullptr) GTEST_SKIP() << real_cudnn().reason;
    }

    static const cudnn::CudnnLibrary& library() { return *real_cudnn().library; }

    // Expects that the first that is offered compiles, to one kernel; gives its name.
    static std::string compile_first(const ConvolutionProblem& problem) {
        const cudnn::PlanTarget target = h200(library());
        const auto candidates = cudnn::find_candidates(library(), target, problem, false);
        if (candidates->size() == 0) {
            ADD_FAILURE() << "cuDNN has no engine for " << key_of(problem);
            return {};
        }
        const auto plan = candidates->finalize(0);
        if (plan == nullptr) {
            ADD_FAILURE() << candidates->name(0) << " cannot be compiled to one kernel";
            return {};
        }
        EXPECT_EQ(plan->kernel_count(), 1);
        EXPECT_GE(plan->workspace_bytes(), 0);
        EXPECT_FALSE(plan->serialize().empty());
        return plan->name();
    }

    static std::size_t promising(const ConvolutionProblem& problem) {
        const cudnn::PlanTarget target = h200(library());
        return cudnn::find_candidates(library(), target, problem, false)->promising();
    }
};

using Case = std::tuple<Layer, ElementType>;

class FusedLayerTest : public CompiledPlansTest, public ::testing::WithParamInterface<Case> {};

// In f16 and bf16 what comes first has tensor cores. In f32 what has tensor cores is left out, and something is left.
TEST_P(FusedLayerTest, IsOneKernel) {
    const auto& [layer, type] = GetParam();
    const ConvolutionProblem problem = problem_of(layer, type);
    compile_first(problem);
    EXPECT_EQ(promising(problem) > 0, type != ElementType::f32);
}

std::string case_name(const ::testing::TestParamInfo<Case>& info) {
    return name_of(std::get<0>(info.param)) + "_" + type_name(std::get<1>(info.param));
}

// One of each kind: windows, strides, what follows, channels that are padded.
INSTANTIATE_TEST_SUITE_P(SomeLayers, FusedLayerTest,
                         ::testing::Values(Case{{416, 3, 32, 3, 1, Chain::mish}, ElementType::f16},
                                           Case{{104, 64, 64, 3, 1, Chain::mish_add}, ElementType::bf16},
                                           Case{{56, 64, 256, 1, 1, Chain::add_mish}, ElementType::f16},
                                           Case{{26, 256, 512, 3, 2, Chain::leaky}, ElementType::f32},
                                           Case{{13, 1024, 255, 1, 1, Chain::none}, ElementType::bf16},
                                           Case{{13, 512, 512, 3, 1, Chain::mish_add}, ElementType::f32}),
                         case_name);

INSTANTIATE_TEST_SUITE_P(EveryLayer, FusedLayerTest,
                         ::testing::Combine(::testing::ValuesIn(fused_layers()),
                                            ::testing::Values(ElementType::f16, ElementType::bf16, ElementType::f32)),
                         case_name);

const Layer residual{26, 256, 256, 3, 1, Chain::mish_add};

TEST_F(CompiledPlansTest, TensorFloatHasTensorCores) {
    ConvolutionProblem problem = problem_of(residual, ElementType::f32);
    problem.tensor_float = true;
    compile_first(problem);
    EXPECT_GT(promising(problem), 0u);
}

// Tensors within others, as concatenations without copies have them.
TEST_F(CompiledPlansTest, TensorsMayBeSlices) {
    ConvolutionProblem problem = problem_of(residual, ElementType::f16);
    problem.src = cudnn::channels_last_desc(ElementType::f16, problem.src.dims, 512);
    problem.dst = cudnn::channels_last_desc(ElementType::f16, problem.dst.dims, 264);
    compile_first(problem);
}

TEST_F(CompiledPlansTest, TransposedConvolutions) {
    for (const ElementType type : {ElementType::f16, ElementType::f32}) {
        ConvolutionProblem problem = problem_of(residual, type);
        problem.transposed = true;
        problem.weights = cudnn::channels_last_desc(type, {256, 256, 4, 4});
        problem.dst = cudnn::channels_last_desc(type, {1, 256, 52, 52});
        problem.addends = {problem.dst};
        problem.window.strides = {2, 2};
        compile_first(problem);
    }
}

TEST_F(CompiledPlansTest, GroupsDilationAndUnevenPads) {
    ConvolutionProblem problem = problem_of(residual, ElementType::f16);
    problem.groups = 256;
    problem.weights = cudnn::channels_last_desc(ElementType::f16, {256, 1, 3, 3});
    problem.window = {{1, 1}, {2, 2}, {1, 3}, {3, 1}};
    compile_first(problem);
}

// Each of the element-wise functions that are fused.
TEST_F(CompiledPlansTest, EveryFunctionCanBeFused) {
    for (std::int32_t kind = MISH4J_ELTWISE_MISH; kind <= MISH4J_ELTWISE_SOFTSIGN; ++kind) {
        const cudnn::ChainLink link = Eltwise{static_cast<EltwiseKind>(kind), 0.5f, 1};
        if (!cudnn::can_fuse(link)) continue;
        SCOPED_TRACE(kind);
        ConvolutionProblem problem = problem_of({13, 64, 64, 1, 1, Chain::none}, ElementType::f16);
        problem.chain = {link};
        compile_first(problem);
    }
}

TEST_F(CompiledPlansTest, SplitKIsOneKernelToo) {
    const cudnn::PlanTarget target = h200(library());
    const auto candidates =
        cudnn::find_candidates(library(), target, problem_of({7, 512, 512, 3, 1, Chain::mish}, ElementType::f16), true);
    for (std::size_t i = candidates->promising(); i < candidates->size(); ++i) {
        if (candidates->name(i).find("k17=4") == std::string::npos) continue;
        const auto plan = candidates->finalize(i);
        ASSERT_NE(plan, nullptr) << candidates->name(i);
        EXPECT_GT(plan->workspace_bytes(), 0);
        return;
    }
    FAIL() << "no candidate with split-K";
}

TEST_F(CompiledPlansTest, AHandleWithoutAGpuIsAnError) {
    try {
        const cudnn::CudnnHandle handle(library());
        FAIL() << "a handle was made without a GPU";
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), MISH4J_BACKEND_FAILURE);
        const std::string expected =
            "opening the GPU for " + version_text(library()) + ": cuDNN reports CUDNN_STATUS_NOT_INITIALIZED";
        EXPECT_EQ(std::string(error.what()).substr(0, expected.size()), expected);
    }
}

}  // namespace

}  // namespace mish4j::test
