// SPDX-License-Identifier: Apache-2.0
#include "state.hpp"

#include <cstdlib>

namespace mish4j::fake {

State::State()
    : contexts(static_cast<std::size_t>(number_of("FAKE_CUDA_DEVICES", 1))),
      memory_bytes(static_cast<std::size_t>(number_of("FAKE_CUDA_MEMORY_BYTES", std::int64_t{8} << 30))),
      launches_left(number_of("FAKE_CUDA_LOSE_DEVICE_AFTER", -1)) {
    for (std::size_t device = 0; device < contexts.size(); ++device) contexts[device].device = static_cast<int>(device);
}

std::size_t State::allocated_bytes(bool pinned) const {
    std::size_t bytes = 0;
    for (const auto& [address, allocation] : allocations) bytes += allocation.pinned == pinned ? allocation.bytes : 0;
    return bytes;
}

std::size_t State::retained_contexts() const {
    std::size_t count = 0;
    for (const CUctx_st& context : contexts) count += static_cast<std::size_t>(context.retained);
    return count;
}

State& state() {
    // Never destroyed: threads may use it until the process ends.
    static State& state = *new State();
    return state;
}

std::int64_t number_of(const char* variable, std::int64_t otherwise) {
    const char* value = std::getenv(variable);
    return value == nullptr ? otherwise : std::strtoll(value, nullptr, 10);
}

std::vector<CUcontext>& current_contexts() {
    thread_local std::vector<CUcontext> contexts;
    return contexts;
}

namespace {

// Streams that the calling thread captures.
std::vector<CUstream> own_captures(State& all) {
    std::vector<CUstream> captures;
    all.streams.for_each([&](CUstream_st& stream) {
        if (stream.capturing && stream.capturing_thread == std::this_thread::get_id()) captures.push_back(&stream);
    });
    return captures;
}

}  // namespace

CUresult enter() {
    State& all = state();
    const std::lock_guard lock(all.mutex);
    if (!all.initialized) return CUDA_ERROR_NOT_INITIALIZED;
    if (current_contexts().empty()) return CUDA_ERROR_INVALID_CONTEXT;
    if (current_contexts().back()->retained == 0) return CUDA_ERROR_CONTEXT_IS_DESTROYED;
    return all.lost;
}

CUresult enter_unsafe() {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    State& all = state();
    const std::lock_guard lock(all.mutex);
    CUresult result = CUDA_SUCCESS;
    for (CUstream stream : own_captures(all)) {
        if (stream->mode == CU_STREAM_CAPTURE_MODE_RELAXED) continue;
        stream->invalidated = true;
        result = CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED;
    }
    return result;
}

CUresult submit(CUstream stream, Work work) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    State& all = state();
    {
        const std::lock_guard lock(all.mutex);
        if (!all.streams.has(stream)) return CUDA_ERROR_INVALID_HANDLE;
        if (stream->capturing) {
            if (stream->invalidated) return CUDA_ERROR_STREAM_CAPTURE_INVALIDATED;
            stream->recorded.push_back(std::move(work));
            return CUDA_SUCCESS;
        }
    }
    work();
    return CUDA_SUCCESS;
}

void run_all(const Works& works) {
    for (const Work& work : works) {
        if (state().lost != CUDA_SUCCESS) return;
        work();
    }
}

bool count_launch() {
    State& all = state();
    ++all.launches;
    if (all.launches_left < 0) return true;
    if (all.launches_left-- > 0) return true;
    all.launches_left = -1;
    all.lost = CUDA_ERROR_LAUNCH_FAILED;
    return false;
}

bool is_accessible(const void* address, std::size_t bytes) {
    State& all = state();
    const std::lock_guard lock(all.mutex);
    const auto begin = reinterpret_cast<std::uintptr_t>(address);
    auto after = all.allocations.upper_bound(begin);
    if (after == all.allocations.begin()) return false;
    const auto& [start, allocation] = *--after;
    return begin - start <= allocation.bytes && bytes <= allocation.bytes - (begin - start);
}

}  // namespace mish4j::fake
