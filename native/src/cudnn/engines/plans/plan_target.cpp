// SPDX-License-Identifier: Apache-2.0
#include "plan_target.hpp"

#include "base/text.hpp"

namespace mish4j::cudnn {

std::string plan_environment(const CudnnLibrary& library, const GpuProperties& gpu) {
    return text(version_text(library), " ", library.configuration, ", ", gpu.name, ", sm_", gpu.compute_major,
                gpu.compute_minor, ", ", gpu.multiprocessors, " multiprocessors, engines " MISH4J_ENGINES_DIGEST);
}

PlanTarget::PlanTarget(const CudnnLibrary& library, const std::string& properties, int multiprocessors)
    : multiprocessors_(multiprocessors),
      device_(BackendDescriptor(library, CUDNN_BACKEND_DEVICEPROP_DESCRIPTOR, "the GPU's properties")) {
    device_->set_text(CUDNN_ATTR_DEVICEPROP_JSON_REPRESENTATION, properties);
    device_->finalize();
}

void PlanTarget::describe(BackendDescriptor& descriptor, cudnnBackendAttributeName_t device_attribute) const {
    if (device_) descriptor.set(device_attribute, *device_);
}

}  // namespace mish4j::cudnn
