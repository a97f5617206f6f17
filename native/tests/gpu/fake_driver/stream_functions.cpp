// SPDX-License-Identifier: Apache-2.0
//
// Streams, their captures, and events.
#include "state.hpp"

using namespace mish4j::fake;

CUresult cuStreamCreate(CUstream* stream, unsigned int) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    *stream = state().streams.add(std::make_unique<CUstream_st>());
    return CUDA_SUCCESS;
}

CUresult cuStreamDestroy(CUstream stream) {
    const std::lock_guard lock(state().mutex);
    return state().streams.remove(stream) ? state().lost.load() : CUDA_ERROR_INVALID_HANDLE;
}

CUresult cuStreamSynchronize(CUstream stream) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    if (!state().streams.has(stream)) return CUDA_ERROR_INVALID_HANDLE;
    if (!stream->capturing) return CUDA_SUCCESS;
    stream->invalidated = true;
    return CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED;
}

CUresult cuStreamQuery(CUstream stream) { return cuStreamSynchronize(stream); }

CUresult cuStreamIsCapturing(CUstream stream, CUstreamCaptureStatus* status) {
    const std::lock_guard lock(state().mutex);
    if (!state().streams.has(stream)) return CUDA_ERROR_INVALID_HANDLE;
    *status = !stream->capturing    ? CU_STREAM_CAPTURE_STATUS_NONE
              : stream->invalidated ? CU_STREAM_CAPTURE_STATUS_INVALIDATED
                                    : CU_STREAM_CAPTURE_STATUS_ACTIVE;
    return CUDA_SUCCESS;
}

CUresult cuStreamBeginCapture(CUstream stream, CUstreamCaptureMode mode) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    if (!state().streams.has(stream)) return CUDA_ERROR_INVALID_HANDLE;
    if (stream->capturing) return CUDA_ERROR_ILLEGAL_STATE;
    stream->capturing = true;
    stream->invalidated = false;
    stream->mode = mode;
    stream->capturing_thread = std::this_thread::get_id();
    return CUDA_SUCCESS;
}

CUresult cuStreamEndCapture(CUstream stream, CUgraph* graph) {
    const std::lock_guard lock(state().mutex);
    if (!state().streams.has(stream)) return CUDA_ERROR_INVALID_HANDLE;
    if (!stream->capturing) return CUDA_ERROR_ILLEGAL_STATE;
    if (stream->mode != CU_STREAM_CAPTURE_MODE_RELAXED && stream->capturing_thread != std::this_thread::get_id())
        return CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD;
    stream->capturing = false;
    auto recorded = std::make_unique<CUgraph_st>();
    recorded->works.swap(stream->recorded);
    *graph = nullptr;
    if (stream->invalidated) return CUDA_ERROR_STREAM_CAPTURE_INVALIDATED;
    if (state().lost != CUDA_SUCCESS) return state().lost;
    *graph = state().graphs.add(std::move(recorded));
    return CUDA_SUCCESS;
}

CUresult cuEventCreate(CUevent* event, unsigned int) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    *event = state().events.add(std::make_unique<CUevent_st>());
    return CUDA_SUCCESS;
}

CUresult cuEventDestroy(CUevent event) {
    const std::lock_guard lock(state().mutex);
    return state().events.remove(event) ? state().lost.load() : CUDA_ERROR_INVALID_HANDLE;
}

CUresult cuEventRecord(CUevent event, CUstream stream) {
    {
        const std::lock_guard lock(state().mutex);
        if (!state().events.has(event)) return CUDA_ERROR_INVALID_HANDLE;
        event->state = CUevent_st::State::captured;
    }
    return submit(stream, [event] {
        event->time = std::chrono::steady_clock::now();
        event->state = CUevent_st::State::happened;
    });
}

CUresult cuEventSynchronize(CUevent event) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    if (!state().events.has(event)) return CUDA_ERROR_INVALID_HANDLE;
    return event->state == CUevent_st::State::captured ? CUDA_ERROR_CAPTURED_EVENT : CUDA_SUCCESS;
}

CUresult cuEventElapsedTime(float* milliseconds, CUevent begin, CUevent end) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    for (CUevent event : {begin, end}) {
        if (!state().events.has(event) || event->state != CUevent_st::State::happened) return CUDA_ERROR_INVALID_HANDLE;
    }
    *milliseconds = std::chrono::duration<float, std::milli>(end->time - begin->time).count();
    return CUDA_SUCCESS;
}
