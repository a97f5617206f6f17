// SPDX-License-Identifier: Apache-2.0
#include "plan_selector.hpp"

#include <utility>

namespace mish4j::cudnn {

PlanSelector::PlanSelector(const DeviceContext& context, Tune tune, GpuStream& stream,
                           PlanSearch::OnCandidate on_candidate)
    : context_(context), tune_(tune), stream_(stream), on_candidate_(std::move(on_candidate)) {}

const PlanChoice& PlanSelector::select(const ConvolutionProblem& problem) {
    const std::string key = key_of(problem);
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    return known_.emplace(key, search(problem)).first->second;
}

PlanChoice PlanSelector::search(const ConvolutionProblem& problem) const {
    const DeviceContext::Lease lease(context_, stream_);
    const PlanTarget target(lease.get(), context_.gpu()->properties().multiprocessors);
    const auto make_timer = [&](const ConvolutionProblem& timed) {
        return make_plan_timer(context_.gpu(), stream_, lease.get(), timed);
    };
    return PlanSearch(context_.library(), target, context_.plan_cache(), tune_, make_timer, on_candidate_)
        .find(problem);
}

}  // namespace mish4j::cudnn
