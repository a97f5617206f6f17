// SPDX-License-Identifier: Apache-2.0
#include "compiled_model.hpp"

#include <algorithm>
#include <utility>

#include "arguments/arguments.hpp"
#include "program/element_type.hpp"
#include "program/shape_checks.hpp"

namespace mish4j {

namespace {

std::vector<ModelPort> model_ports(const Program& program, const std::vector<Port>& ports) {
    std::vector<ModelPort> result;
    for (const Port& port : ports) {
        const Value& value = program.values[static_cast<std::size_t>(port.value)];
        result.push_back({port.name, value.element_count() * element_size(port.type), element_size(port.type)});
    }
    return result;
}

}  // namespace

CompiledModel::CompiledModel(std::unique_ptr<Model> model, const DeviceEntry& device, const Program& program)
    : weight_bytes_(model->numbers().weight_bytes),
      model_(std::move(model)),
      device_(device),
      inputs_(model_ports(program, program.inputs)),
      outputs_(model_ports(program, program.outputs)) {}

std::int64_t CompiledModel::number(std::int32_t key) const {
    const ModelNumbers& numbers = model_->numbers();
    switch (key) {
        case MISH4J_MODEL_THREADS:
            return numbers.threads;
        case MISH4J_MODEL_PRECISION:
            return static_cast<std::int64_t>(numbers.precision);
        case MISH4J_MODEL_INPUT_COUNT:
            return static_cast<std::int64_t>(inputs_.size());
        case MISH4J_MODEL_OUTPUT_COUNT:
            return static_cast<std::int64_t>(outputs_.size());
        case MISH4J_MODEL_STEP_COUNT:
            return static_cast<std::int64_t>(steps().size());
        case MISH4J_MODEL_REFERENCE_STEP_COUNT:
            return std::count_if(steps().begin(), steps().end(),
                                 [](const StepDescription& step) { return step.reference; });
        case MISH4J_MODEL_WEIGHT_BYTES:
            return numbers.weight_bytes;
        case MISH4J_MODEL_ACTIVATION_BYTES:
            return numbers.activation_bytes;
        case MISH4J_MODEL_LARGEST_LIVE_BYTES:
            return numbers.largest_live_bytes;
        case MISH4J_MODEL_SCRATCHPAD_BYTES:
            return numbers.scratchpad_bytes;
        case MISH4J_MODEL_ASYNCHRONOUS:
            return numbers.asynchronous ? 1 : 0;
        default:
            fail_argument("key is ", key, ", expected one of MISH4J_MODEL_*");
    }
}

}  // namespace mish4j
