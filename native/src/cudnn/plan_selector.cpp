// SPDX-License-Identifier: Apache-2.0
#include "plan_selector.hpp"

#include "engines/plan_candidates.hpp"

namespace mish4j::cudnn {

PlanSelector::PlanSelector(const DeviceContext& context, const CompileOptions& options, GpuStream& stream)
    : context_(context), options_(options), stream_(stream) {}

std::shared_ptr<const ExecutionPlan> PlanSelector::select(const ConvolutionProblem& problem) {
    const auto [place, is_new] = known_.try_emplace(key_of(problem));
    if (is_new) place->second = search(problem);
    return place->second;
}

std::shared_ptr<const ExecutionPlan> PlanSelector::search(const ConvolutionProblem& problem) const {
    const DeviceContext::Lease lease(context_, stream_);
    const PlanTarget target(lease.get(), context_.gpu()->properties().multiprocessors);
    const auto candidates = find_candidates(context_.library(), target, problem, options_.tune == Tune::full);
    for (std::size_t i = 0; i < candidates->size(); ++i) {
        if (auto plan = candidates->finalize(i)) return plan;
    }
    return nullptr;
}

}  // namespace mish4j::cudnn
