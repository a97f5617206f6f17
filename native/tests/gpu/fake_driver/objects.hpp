// SPDX-License-Identifier: Apache-2.0
//
// What is behind the driver's handles.
#pragma once

#include <cuda.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "emulated_kernels.hpp"

namespace mish4j::fake {

// Something that a GPU does; what goes wrong in it makes the device lost.
using Work = std::function<void()>;
using Works = std::vector<Work>;

}  // namespace mish4j::fake

// The types that cuda.h declares, and leaves to the driver to define.

struct CUctx_st {
    int device = 0;
    int retained = 0;
};

struct CUmod_st {};

struct CUfunc_st {
    const mish4j::test::EmulatedKernel* kernel = nullptr;
};

struct CUstream_st {
    bool capturing = false;
    bool invalidated = false;  // by a call that must not be made while it captures
    CUstreamCaptureMode mode = CU_STREAM_CAPTURE_MODE_GLOBAL;
    std::thread::id capturing_thread;
    mish4j::fake::Works recorded;
};

struct CUevent_st {
    enum class State { fresh, happened, captured };

    State state = State::fresh;
    std::chrono::steady_clock::time_point time;
};

struct CUgraph_st {
    mish4j::fake::Works works;
};

struct CUgraphExec_st {
    mish4j::fake::Works works;
};
