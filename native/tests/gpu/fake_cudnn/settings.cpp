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
        static_cast<std::size_t>(number("FAKE_CUDNN_FINALIZE_FAILS", 0)),
        static_cast<cudnnStatus_t>(number("FAKE_CUDNN_EXECUTE", 0)),
        static_cast<int>(number("FAKE_CUDNN_KERNELS", 1)),
    };
    return found;
}

Counters& counters() {
    static Counters& counted = *new Counters();
    return counted;
}

}  // namespace fake_cudnn

void fake_cudnn_get_usage(fake_cudnn_usage* usage) {
    const fake_cudnn::Counters& counted = fake_cudnn::counters();
    usage->handles = counted.handles;
    usage->descriptors = counted.descriptors;
    usage->plans_compiled = counted.plans_compiled;
    usage->plans_loaded = counted.plans_loaded;
    usage->executions = counted.executions;
}
