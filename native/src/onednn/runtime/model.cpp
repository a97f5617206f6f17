// SPDX-License-Identifier: Apache-2.0
#include "model.hpp"

#include <utility>

#include "onednn/library/failure.hpp"
#include "request.hpp"

namespace mish4j::onednn {

OneDnnModel::OneDnnModel(Plan plan) : plan_(std::make_shared<const Plan>(std::move(plan))) {
    for (const Step& step : plan_->steps) descriptions_.push_back(step.description);
}

std::unique_ptr<Request> OneDnnModel::create_request() const {
    try {
        return std::make_unique<OneDnnRequest>(plan_);
    } catch (const dnnl::error& error) {
        throw failure("creating a request", error.status);
    }
}

}  // namespace mish4j::onednn
