// SPDX-License-Identifier: Apache-2.0
//
// fake_cuda.h
#include <memory>

#include "state.hpp"

using namespace mish4j::fake;

CUresult fake_cuda_enqueue(CUstream stream, void (*work)(void*), void* data, void (*destroy)(void*)) {
    const std::shared_ptr<void> kept(data, [destroy](void* owned) {
        if (destroy != nullptr) destroy(owned);
    });
    return submit(stream, [work, kept] {
        if (count_launch()) work(kept.get());
    });
}

int fake_cuda_is_accessible(const void* address, size_t bytes) { return is_accessible(address, bytes) ? 1 : 0; }

void fake_cuda_get_usage(fake_cuda_usage* usage) {
    State& all = state();
    const std::lock_guard lock(all.mutex);
    *usage = {all.allocated_bytes(false), all.allocated_bytes(true), all.streams.size(),
              all.events.size(),          all.graphs.size(),         all.graph_execs.size(),
              all.modules.size(),         all.retained_contexts(),   all.launches};
}

void fake_cuda_set_memory_bytes(size_t bytes) {
    const std::lock_guard lock(state().mutex);
    state().memory_bytes = bytes;
}

void fake_cuda_lose_device_after(long long launches) {
    state().launches_left = launches;
    if (launches < 0) state().lost = CUDA_SUCCESS;
}
