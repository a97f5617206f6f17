// SPDX-License-Identifier: Apache-2.0
//
// oneDNN's errors as mish4j's.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <string>

#include "../program.hpp"
#include "../status.hpp"

namespace mish4j::onednn {

// "compiling the program: oneDNN reports out of memory"
Error failure(const std::string& activity, const dnnl::error& error);
Error failure(const std::string& activity, dnnl_status_t status);

// "operator 'stem' from [1, 3, 8, 8], [32, 3, 3, 3] to [1, 32, 6, 6]"
std::string operator_text(const Program& program, const Operator& op);

}  // namespace mish4j::onednn
