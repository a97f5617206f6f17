// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend.hpp"
#include "common/disk_cache.hpp"
#include "onednn/plan/plan.hpp"

namespace mish4j::onednn {

// Chooses the algorithms of a program's convolutions, and lowers it. Throws Error, which names the operator at which it
// failed. times: see select_algorithms.
Plan compile_plan(const Program& program, const CompileOptions& options, const DiskCache& times);

}  // namespace mish4j::onednn
