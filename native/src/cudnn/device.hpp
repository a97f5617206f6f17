// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "backend.hpp"
#include "cudnn/engines/device_context.hpp"

namespace mish4j::cudnn {

// A GPU as device "cuda:0", "cuda:1" and so on.
class CudaDevice : public Device {
 public:
    CudaDevice(std::string name, std::shared_ptr<const DeviceContext> context);

    const DeviceTexts& texts() const override { return texts_; }
    std::unique_ptr<Model> compile(const Program& program, const CompileOptions& options) const override;
    std::shared_ptr<Memory> allocate(std::int64_t bytes) const override;

 private:
    std::shared_ptr<const DeviceContext> context_;
    DeviceTexts texts_;
};

}  // namespace mish4j::cudnn
