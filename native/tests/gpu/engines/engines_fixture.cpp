// SPDX-License-Identifier: Apache-2.0
#include "engines_fixture.hpp"

#include <cstdlib>

#include "base/status.hpp"
#include "cudnn/driver/cuda_driver.hpp"
#include "fake_cuda.h"

namespace mish4j::test {

namespace {

// The fake cuDNN is linked, so it seems to be in use already.
[[maybe_unused]] const int configuration = setenv("CUDNN_LIB_CONFIG", "GRAPH_JIT_ONLY", 1);

const cudnn::CudnnLibrary& fake_library() {
    const cudnn::CudnnSearch& search = cudnn::find_cudnn();
    if (search.library == nullptr) throw Error(MISH4J_NOT_FOUND, search.reason);
    return *search.library;
}

}  // namespace

EngineTest::EngineTest()
    : library_(fake_library()),
      gpu_(cudnn::Gpu::open(*cudnn::find_cuda_driver().driver, 0)),
      scope_(std::make_unique<cudnn::Gpu::Scope>(*gpu_)),
      stream_(std::make_unique<cudnn::GpuStream>(gpu_)),
      handle_(std::make_unique<cudnn::CudnnHandle>(library_)),
      target_(std::make_unique<cudnn::PlanTarget>(handle_->get(), gpu_->properties().multiprocessors)) {
    handle_->set_stream(stream_->get());
}

EngineTest::~EngineTest() {
    fake_cudnn_fail_plans(0);
    fake_cudnn_answer_executions(CUDNN_STATUS_SUCCESS);
    target_.reset();
    handle_.reset();
    stream_.reset();
    scope_.reset();
    gpu_.reset();
    EXPECT_EQ(usage().handles, 0u);
    EXPECT_EQ(usage().descriptors, 0u);
    fake_cuda_usage driver{};
    fake_cuda_get_usage(&driver);
    EXPECT_EQ(driver.device_bytes, 0u);
    EXPECT_EQ(driver.graphs, 0u);
    EXPECT_EQ(driver.graph_execs, 0u);
    EXPECT_EQ(driver.contexts, 0u);
}

ConvolutionProblem small_problem(ElementType type) {
    ConvolutionProblem problem;
    problem.src = cudnn::channels_last_desc(type, {1, 16, 7, 5});
    problem.weights = cudnn::channels_last_desc(type, {24, 16, 3, 3});
    problem.dst = cudnn::channels_last_desc(type, {1, 24, 7, 5});
    problem.window = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    problem.bias = true;
    problem.chain = {Eltwise{EltwiseKind::mish, 0, 0}};
    return problem;
}

fake_cudnn_usage usage() {
    fake_cudnn_usage used{};
    fake_cudnn_get_usage(&used);
    return used;
}

}  // namespace mish4j::test
