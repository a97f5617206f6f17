// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "cudnn/engines/device_context.hpp"
#include "cudnn/plan/plan.hpp"

namespace mish4j::cudnn {

class CudnnModel : public Model {
 public:
    CudnnModel(Plan plan, std::shared_ptr<const DeviceContext> context);

    const ModelNumbers& numbers() const override { return plan_->numbers; }
    const std::vector<StepDescription>& steps() const override { return descriptions_; }
    std::unique_ptr<Request> create_request() const override;

 private:
    std::shared_ptr<const DeviceContext> context_;
    std::shared_ptr<const Plan> plan_;
    std::vector<StepDescription> descriptions_;
};

}  // namespace mish4j::cudnn
