// SPDX-License-Identifier: Apache-2.0
#include "common/operation_names.hpp"
#include "kernels/instruction_set.hpp"
#include "lowering.hpp"
#include "onednn/kernels/axis/mean_variance_normalization_kernel.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const MeanVarianceNormalization& normalize) {
    auto kernel = std::make_shared<MeanVarianceNormalizationKernel>(
        builder.dims(dst), static_cast<std::size_t>(normalize.first_axis), normalize.epsilon);
    builder.define(dst, builder.add_step(name_of(normalize), kernels::kernel_name(), std::move(kernel),
                                         {builder.view(normalize.src)}));
}

}  // namespace mish4j::onednn
