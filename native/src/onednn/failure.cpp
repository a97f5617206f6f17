// SPDX-License-Identifier: Apache-2.0
#include "failure.hpp"

#include "../text.hpp"

namespace mish4j::onednn {

namespace {

mish4j_status status_of(dnnl_status_t status) {
    switch (status) {
        case dnnl_out_of_memory:
            return MISH4J_OUT_OF_MEMORY;
        case dnnl_unimplemented:
            return MISH4J_UNSUPPORTED;
        default:
            return MISH4J_BACKEND_FAILURE;
    }
}

std::string reason_of(dnnl_status_t status) {
    switch (status) {
        case dnnl_out_of_memory:
            return "out of memory";
        case dnnl_unimplemented:
            return "not implemented";
        case dnnl_invalid_arguments:
            return "invalid arguments";
        case dnnl_runtime_error:
            return "a run-time error";
        default:
            return text("status ", static_cast<int>(status));
    }
}

}  // namespace

Error failure(const std::string& activity, dnnl_status_t status) {
    return {status_of(status), text(activity, ": oneDNN reports ", reason_of(status))};
}

Error failure(const std::string& activity, const dnnl::error& error) {
    return {status_of(error.status), text(activity, ": oneDNN reports ", reason_of(error.status), ", ", error.what())};
}

}  // namespace mish4j::onednn
