// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <cstdlib>

namespace fake_cudnn {

namespace {

long number(const char* name, long otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr ? std::strtol(value, nullptr, 10) : otherwise;
}

}  // namespace

const Settings& settings() {
    static const Settings found{
        static_cast<std::size_t>(number("FAKE_CUDNN_VERSION", 92400)),
        static_cast<cudnnStatus_t>(number("FAKE_CUDNN_CREATE", 0)),
        static_cast<std::size_t>(number("FAKE_CUDNN_ENGINES", 8)),
        static_cast<int>(number("FAKE_CUDNN_KERNELS", 1)),
    };
    return found;
}

Counters& counters() {
    static Counters& counted = *new Counters();
    return counted;
}

bool Failures::take_plan() {
    std::size_t left = plans;
    while (left > 0 && !plans.compare_exchange_weak(left, left - 1)) {
    }
    return left > 0;
}

Failures& failures() {
    static Failures& all = *new Failures{static_cast<std::size_t>(number("FAKE_CUDNN_FINALIZE_FAILS", 0)),
                                         static_cast<cudnnStatus_t>(number("FAKE_CUDNN_EXECUTE", 0))};
    return all;
}

}  // namespace fake_cudnn

void fake_cudnn_fail_plans(size_t plans) { fake_cudnn::failures().plans = plans; }

void fake_cudnn_answer_executions(cudnnStatus_t status) { fake_cudnn::failures().execution = status; }

void fake_cudnn_get_usage(fake_cudnn_usage* usage) {
    const fake_cudnn::Counters& counted = fake_cudnn::counters();
    usage->handles = counted.handles;
    usage->descriptors = counted.descriptors;
    usage->plans_compiled = counted.plans_compiled;
    usage->plans_loaded = counted.plans_loaded;
    usage->executions = counted.executions;
}
