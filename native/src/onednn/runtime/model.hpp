// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "backend.hpp"
#include "onednn/plan/plan.hpp"

namespace mish4j::onednn {

class OneDnnModel : public Model {
 public:
    explicit OneDnnModel(Plan plan);

    const ModelNumbers& numbers() const override { return plan_->numbers; }
    const std::vector<StepDescription>& steps() const override { return descriptions_; }
    std::unique_ptr<Request> create_request() const override;

 private:
    std::shared_ptr<const Plan> plan_;
    std::vector<StepDescription> descriptions_;
};

}  // namespace mish4j::onednn
