// SPDX-License-Identifier: Apache-2.0
#include "device.hpp"

#include "common/compute_type.hpp"
#include "compile.hpp"
#include "onednn/library/processor.hpp"
#include "onednn/runtime/model.hpp"
#include "onednn/tuning/algorithm_selection.hpp"
#include "program/element_type.hpp"

namespace mish4j::onednn {

CpuDevice::CpuDevice(const std::string& cache_directory) : layer_times_(layer_time_cache(cache_directory)) {
    texts_ = {
        .name = name, .description = processor_name(), .instruction_set = instruction_set_name(), .precisions = {}};
    for (Precision precision : supported_precisions()) {
        if (!texts_.precisions.empty()) texts_.precisions += ' ';
        texts_.precisions += type_name(element_type_of(precision));
    }
}

std::unique_ptr<Model> CpuDevice::compile(const Program& program, const CompileOptions& options) const {
    return std::make_unique<OneDnnModel>(compile_plan(program, options, layer_times_));
}

}  // namespace mish4j::onednn
