// SPDX-License-Identifier: Apache-2.0
#include "device.hpp"

#include <utility>

#include "base/text.hpp"
#include "compile.hpp"
#include "cudnn/memory/device_memory.hpp"
#include "cudnn/runtime/model.hpp"

namespace mish4j::cudnn {

CudaDevice::CudaDevice(std::string name, std::shared_ptr<const DeviceContext> context) : context_(std::move(context)) {
    const GpuProperties& gpu = context_->gpu()->properties();
    texts_ = {.name = std::move(name),
              .description = gpu.name,
              .instruction_set = text("sm_", gpu.compute_major, gpu.compute_minor),
              .precisions = "f32 bf16 f16"};
}

std::unique_ptr<Model> CudaDevice::compile(const Program& program, const CompileOptions& options) const {
    return std::make_unique<CudnnModel>(compile_plan(program, context_, options), context_);
}

std::shared_ptr<Memory> CudaDevice::allocate(std::int64_t bytes) const {
    return std::make_shared<CudnnMemory>(context_->gpu(), bytes);
}

}  // namespace mish4j::cudnn
