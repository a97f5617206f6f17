// SPDX-License-Identifier: Apache-2.0
#include "common/operation_names.hpp"
#include "kernels/instruction_set.hpp"
#include "lowering.hpp"
#include "onednn/kernels/axis/softmax_kernel.hpp"
#include "onednn/layouts/known_layouts.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const Softmax& softmax) {
    const View& src = builder.view(softmax.src);
    auto kernel = std::make_shared<SoftmaxKernel>(unblocked_layout(src.desc, DataType::f32),
                                                  static_cast<std::size_t>(softmax.axis), softmax.logarithmic);
    builder.define(dst, builder.add_step(name_of(softmax), kernels::kernel_name(), std::move(kernel), {src}));
}

}  // namespace mish4j::onednn
