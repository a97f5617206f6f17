// SPDX-License-Identifier: Apache-2.0
//
// What the environment says, and what is counted.
#pragma once

#include <atomic>
#include <cstddef>

#include "fake_cudnn.h"

namespace fake_cudnn {

struct Settings {
    std::size_t version;
    cudnnStatus_t create;
    std::size_t engines;
    int kernels;
};

const Settings& settings();

struct Counters {
    std::atomic<std::size_t> handles{0};
    std::atomic<std::size_t> descriptors{0};
    std::atomic<std::size_t> plans_compiled{0};
    std::atomic<std::size_t> plans_loaded{0};
    std::atomic<std::size_t> executions{0};
};

Counters& counters();

// What fails, by the environment at first.
struct Failures {
    std::atomic<std::size_t> plans;
    std::atomic<cudnnStatus_t> execution;

    // Whether the next plan is one that fails.
    bool take_plan();
};

Failures& failures();

}  // namespace fake_cudnn
