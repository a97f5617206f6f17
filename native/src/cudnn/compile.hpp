// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "cudnn/engines/device_context.hpp"
#include "cudnn/plan/plan.hpp"

namespace mish4j::cudnn {

// Throws Error; leaves nothing behind when it does.
Plan compile_plan(const Program& program, std::shared_ptr<const DeviceContext> context, const CompileOptions& options);

}  // namespace mish4j::cudnn
