// SPDX-License-Identifier: Apache-2.0
//
// The part "request" of mish4j.h.
#include "arguments/arguments.hpp"
#include "guard.hpp"
#include "handles/objects.hpp"
#include "mish4j/mish4j.h"

using namespace mish4j;

mish4j_status mish4j_request_create(mish4j_model model, mish4j_request* request) noexcept {
    return guard([&] {
        require(request, "request");
        const auto use = models.acquire(model);
        *request = requests.insert(std::make_unique<RequestObject>(use->model));
    });
}

mish4j_status mish4j_request_close(mish4j_request request) noexcept {
    return guard([&] { requests.close(request); });
}

mish4j_status mish4j_request_bind_input(mish4j_request request, int32_t index, const void* data,
                                        mish4j_int64 bytes) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.bind_input(index, data, bytes); });
}

mish4j_status mish4j_request_bind_output(mish4j_request request, int32_t index, void* data,
                                         mish4j_int64 bytes) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.bind_output(index, data, bytes); });
}

mish4j_status mish4j_request_bind_input_memory(mish4j_request request, int32_t index, mish4j_memory memory,
                                               mish4j_int64 offset) noexcept {
    return guard([&] {
        const ExclusiveUse use(requests, request);
        use->request.bind_input_memory(index, memories.acquire(memory)->memory, offset);
    });
}

mish4j_status mish4j_request_bind_output_memory(mish4j_request request, int32_t index, mish4j_memory memory,
                                                mish4j_int64 offset) noexcept {
    return guard([&] {
        const ExclusiveUse use(requests, request);
        use->request.bind_output_memory(index, memories.acquire(memory)->memory, offset);
    });
}

mish4j_status mish4j_request_run(mish4j_request request) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.run(); });
}

mish4j_status mish4j_request_run_keeping(mish4j_request request, const void*, const void*, const void*, const void*,
                                         const void*, const void*, const void*, const void*) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.run(); });
}

mish4j_status mish4j_request_start(mish4j_request request) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.start(); });
}

mish4j_status mish4j_request_start_keeping(mish4j_request request, const void*, const void*, const void*, const void*,
                                           const void*, const void*, const void*, const void*) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.start(); });
}

mish4j_status mish4j_request_await(mish4j_request request) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.await(); });
}

mish4j_status mish4j_request_await_keeping(mish4j_request request, const void*, const void*, const void*, const void*,
                                           const void*, const void*, const void*, const void*) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.await(); });
}

mish4j_status mish4j_request_cancel(mish4j_request request) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.cancel(); });
}

mish4j_status mish4j_request_set_profiling(mish4j_request request, int32_t enabled) noexcept {
    return guard([&] { ExclusiveUse(requests, request)->request.set_profiling(read_flag(enabled, "enabled")); });
}

mish4j_status mish4j_request_get_step_time(mish4j_request request, int32_t step, mish4j_int64* nanoseconds) noexcept {
    return guard([&] {
        require(nanoseconds, "nanoseconds");
        *nanoseconds = ExclusiveUse(requests, request)->request.step_time(step);
    });
}
