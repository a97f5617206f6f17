// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "../backend.hpp"

namespace mish4j::onednn {

// The processor, with all of its cores, as device "cpu".
class CpuDevice : public Device {
 public:
    static constexpr const char* name = "cpu";

    CpuDevice();

    const DeviceTexts& texts() const override { return texts_; }
    std::unique_ptr<Model> compile(const Program& program, const CompileOptions& options) const override;

 private:
    DeviceTexts texts_;
};

}  // namespace mish4j::onednn
