// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "cudnn/driver/gpu.hpp"
#include "cudnn/engines/library/cudnn_handle.hpp"
#include "cudnn/engines/plans/plan_candidates.hpp"
#include "fake_cudnn.h"
#include "kernels/kernels_fixture.hpp"

namespace mish4j::test {

using cudnn::ConvolutionProblem;

// A GPU of the fake driver with a handle of the fake cuDNN, which must have nothing left when the test has ended.
class EngineTest : public ::testing::Test {
 protected:
    EngineTest();
    ~EngineTest() override;

    const std::shared_ptr<const cudnn::Gpu>& gpu() const { return gpu_; }
    const cudnn::CudnnLibrary& library() const { return library_; }
    cudnn::GpuStream& stream() { return *stream_; }
    cudnnHandle_t handle() const { return handle_->get(); }
    const cudnn::PlanTarget& target() const { return *target_; }

    // Those that there are with split-K too.
    std::unique_ptr<cudnn::PlanCandidates> candidates(const ConvolutionProblem& problem) const {
        return cudnn::find_candidates(library_, *target_, problem, true);
    }

 private:
    const cudnn::CudnnLibrary& library_;
    std::shared_ptr<const cudnn::Gpu> gpu_;
    std::unique_ptr<cudnn::Gpu::Scope> scope_;
    std::unique_ptr<cudnn::GpuStream> stream_;
    std::unique_ptr<cudnn::CudnnHandle> handle_;
    std::unique_ptr<cudnn::PlanTarget> target_;
};

// A convolution of 16 channels to 24 of a 7 x 5 image, 3 x 3, with a bias and Mish.
ConvolutionProblem small_problem(ElementType type);

fake_cudnn_usage usage();

// As the oracle has them.
inline Dims numbers(const mish4j::Dims& dims) { return {dims.begin(), dims.end()}; }

}  // namespace mish4j::test
