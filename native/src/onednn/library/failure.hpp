// SPDX-License-Identifier: Apache-2.0
//
// oneDNN's errors as mish4j's. Their own texts tell nothing of the operator, and are not passed on.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <string>

#include "base/status.hpp"

namespace mish4j::onednn {

// "operator 'stem' from [1, 3, 8, 8] to [1, 32, 6, 6]: there is no kernel for it on this processor"; activity:
// "operator 'stem' ...".
Error failure(const std::string& activity, dnnl_status_t status);

}  // namespace mish4j::onednn
