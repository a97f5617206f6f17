// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "backend.hpp"
#include "common/disk_cache.hpp"

namespace mish4j::onednn {

// The processor, with all of its cores, as device "cpu".
class CpuDevice : public Device {
 public:
    static constexpr const char* name = "cpu";

    // cache_directory: of what all of mish4j keeps; empty where nothing is to be kept.
    explicit CpuDevice(const std::string& cache_directory);

    const DeviceTexts& texts() const override { return texts_; }
    std::unique_ptr<Model> compile(const Program& program, const CompileOptions& options) const override;

 private:
    DeviceTexts texts_;
    DiskCache layer_times_;
};

}  // namespace mish4j::onednn
