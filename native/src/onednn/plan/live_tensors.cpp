// SPDX-License-Identifier: Apache-2.0
#include "live_tensors.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace mish4j::onednn {

namespace {

std::int64_t bytes_of_elements(const Desc& desc) {
    auto bytes = static_cast<std::int64_t>(dnnl::memory::data_type_size(desc.get_data_type()));
    for (std::int64_t dim : desc.get_padded_dims()) bytes *= dim;
    return bytes;
}

std::int64_t end_of(const View& view) { return view.offset + byte_count(view.desc); }

bool overlap(const LivePart& part, const View& view) { return part.begin < end_of(view) && view.offset < part.end; }

// Calls visit with every tensor of an activation that a step uses, the step, and whether it is written there.
template <typename Visit>
void visit_activations(const Plan& plan, Visit visit) {
    for (std::size_t step = 0; step < plan.steps.size(); ++step) {
        for (const Argument& argument : plan.steps[step].arguments) {
            if (plan.buffers[argument.view.buffer].place != Buffer::Place::activation) continue;
            visit(argument.view, static_cast<std::int32_t>(step), argument.key == DNNL_ARG_DST);
        }
    }
}

// Whether a step works in place on what was written before.
bool is_known(const LiveBuffer& parts, const View& view) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const LivePart& part) { return part.begin == view.offset && part.end == end_of(view); });
}

}  // namespace

std::map<BufferId, LiveBuffer> live_tensors(const Plan& plan) {
    std::map<BufferId, LiveBuffer> buffers;
    visit_activations(plan, [&](const View& view, std::int32_t step, bool written) {
        LiveBuffer& parts = buffers[view.buffer];
        if (written && !is_known(parts, view)) parts.push_back({view.offset, end_of(view), step, step});
        for (LivePart& part : parts) {
            if (overlap(part, view)) part.last = step;
        }
    });
    return buffers;
}

std::int64_t largest_live_bytes(const Plan& plan) {
    const std::map<BufferId, LiveBuffer> buffers = live_tensors(plan);
    std::vector<LiveBytes> tensors;
    visit_activations(plan, [&](const View& view, std::int32_t step, bool written) {
        if (!written) return;
        for (const LivePart& part : buffers.at(view.buffer)) {
            if (part.first != step || part.begin != view.offset || part.end != end_of(view)) continue;
            tensors.push_back({bytes_of_elements(view.desc), part.first, part.last});
        }
    });
    return largest_sum(tensors);
}

}  // namespace mish4j::onednn
