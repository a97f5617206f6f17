// SPDX-License-Identifier: Apache-2.0
#include "failure.hpp"

#include "base/text.hpp"

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
            return "there is not enough memory";
        case dnnl_unimplemented:
            return "there is no kernel for it on this processor";
        default:
            return text("oneDNN refuses it with status ", static_cast<int>(status), ", which is a defect of mish4j");
    }
}

}  // namespace

Error failure(const std::string& activity, dnnl_status_t status) {
    return {status_of(status), text(activity, ": ", reason_of(status))};
}

}  // namespace mish4j::onednn
