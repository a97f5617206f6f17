// SPDX-License-Identifier: Apache-2.0
//
// What a program becomes when it is compiled: a list of steps, and the buffers that they read and write.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "backend.hpp"
#include "common/plan_buffers.hpp"
#include "cudnn/driver/gpu.hpp"
#include "cudnn/engines/plans/execution_plan.hpp"
#include "cudnn/kernels/kernel_call.hpp"
#include "cudnn/layouts/tensor_desc.hpp"

namespace mish4j::cudnn {

// Device memory. Written by one step, or by several in parts that do not overlap.
struct Buffer : PlanBuffer {
    DeviceMemory constant;  // of a constant: its elements
};

// A tensor in a buffer: in all of it, in a part, or under other dimensions.
struct View {
    BufferId buffer = 0;
    TensorDesc desc;
    std::int64_t offset = 0;         // in bytes
    std::int64_t zero_channels = 0;  // the zeros that follow the channels of every pixel, up to the next pixel
};

// Whether two views are the same elements in the same layout.
inline bool is_same(const View& left, const View& right) {
    return left.buffer == right.buffer && left.offset == right.offset && left.desc == right.desc;
}

// A convolution by cuDNN. Its sources are src, weights, the bias if it has one, and the addends.
struct EngineCall {
    std::shared_ptr<const ExecutionPlan> plan;
    bool bias = false;
};

struct Step {
    StepDescription description;
    std::variant<KernelCall, EngineCall> work;
    std::vector<View> srcs;
    View dst;
    std::int64_t workspace_bytes = 0;
};

// Immutable once made; shared by a model and its requests.
struct Plan {
    std::vector<Buffer> buffers;
    std::vector<Step> steps;
    std::vector<std::int64_t> input_bytes;
    std::vector<std::int64_t> output_bytes;
    std::int64_t workspace_bytes = 0;
    bool record = true;
    ModelNumbers numbers;
};

}  // namespace mish4j::cudnn
