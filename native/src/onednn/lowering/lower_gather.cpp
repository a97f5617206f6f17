// SPDX-License-Identifier: Apache-2.0
#include "common/operation_names.hpp"
#include "kernels/instruction_set.hpp"
#include "lowering.hpp"
#include "onednn/kernels/axis/gather_kernel.hpp"
#include "onednn/kernels/axis/interpolate_kernel.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const Gather& gather) {
    const View& src = builder.view(gather.src);
    auto kernel = std::make_shared<GatherKernel>(unblocked_layout(src.desc, DataType::f32),
                                                 static_cast<std::size_t>(gather.axis), gather.indices);
    builder.define(dst, builder.add_step(name_of(gather), GatherKernel::name, std::move(kernel), {src}));
}

void lower(PlanBuilder& builder, ValueId dst, const Interpolate& interpolate) {
    const View& src = builder.view(interpolate.src);
    auto kernel = std::make_shared<InterpolateKernel>(unblocked_layout(src.desc, DataType::f32), interpolate);
    builder.define(dst, builder.add_step(name_of(interpolate), kernels::kernel_name(), std::move(kernel), {src}));
}

}  // namespace mish4j::onednn
