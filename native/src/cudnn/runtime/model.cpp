// SPDX-License-Identifier: Apache-2.0
#include "model.hpp"

#include <utility>

#include "request.hpp"

namespace mish4j::cudnn {

CudnnModel::CudnnModel(Plan plan, std::shared_ptr<const DeviceContext> context)
    : context_(std::move(context)), plan_(std::make_shared<const Plan>(std::move(plan))) {
    for (const Step& step : plan_->steps) descriptions_.push_back(step.description);
}

std::unique_ptr<Request> CudnnModel::create_request() const { return std::make_unique<CudnnRequest>(plan_, context_); }

}  // namespace mish4j::cudnn
