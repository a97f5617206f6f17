// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../backend.hpp"
#include "plan.hpp"

namespace mish4j::onednn {

// Lowers a program. Throws Error, which names the operator at which it failed.
Plan compile_plan(const Program& program, const CompileOptions& options);

}  // namespace mish4j::onednn
