// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "backend.hpp"
#include "memory_counter.hpp"
#include "registry.hpp"

namespace mish4j {

// An input or output of a model.
struct ModelPort {
    std::string name;
    std::int64_t bytes;
    std::int64_t alignment;
};

// A backend's model, with what the core needs of the program that it was compiled from.
class CompiledModel {
 public:
    CompiledModel(std::unique_ptr<Model> model, const DeviceEntry& device, const Program& program);

    const DeviceEntry& device() const noexcept { return device_; }
    const std::vector<ModelPort>& inputs() const noexcept { return inputs_; }
    const std::vector<ModelPort>& outputs() const noexcept { return outputs_; }
    const std::vector<StepDescription>& steps() const { return model_->steps(); }
    const ModelNumbers& numbers() const { return model_->numbers(); }

    // key: MISH4J_MODEL_*.
    std::int64_t number(std::int32_t key) const;

    std::unique_ptr<Request> create_request() const { return model_->create_request(); }

 private:
    // The bytes count as held until the model is gone.
    HeldBytes weight_bytes_;
    std::unique_ptr<Model> model_;
    const DeviceEntry& device_;
    std::vector<ModelPort> inputs_;
    std::vector<ModelPort> outputs_;
};

}  // namespace mish4j
