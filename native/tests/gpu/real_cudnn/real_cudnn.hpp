// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cudnn/engines/library/cudnn_library.hpp"
#include "cudnn/engines/plans/plan_target.hpp"

namespace mish4j::test {

// The real cuDNN, opened beside a driver that finds no GPU. Without a library where it is not there.
const cudnn::CudnnSearch& real_cudnn();

// An H200, as cuDNN describes it: sm_90, 132 multiprocessors.
cudnn::PlanTarget h200(const cudnn::CudnnLibrary& library);

}  // namespace mish4j::test
