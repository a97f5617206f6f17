// SPDX-License-Identifier: Apache-2.0
#include "lowering.hpp"
#include "normalization_kernel.hpp"

namespace mish4j::onednn {

void lower(PlanBuilder& builder, ValueId dst, const Normalize& normalize) {
    const Dims& dims = builder.dims(dst);
    const Desc plain = plain_layout(dims, DataType::f32);
    std::int64_t rows = 1;
    std::int64_t columns = 1;
    for (std::size_t axis = 0; axis < dims.size(); ++axis) {
        (axis < static_cast<std::size_t>(normalize.first_axis) ? rows : columns) *= dims[axis];
    }
    const View src = builder.convert(builder.view(normalize.src), plain);
    const View result = builder.allocate(plain);
    builder.add_step("normalize", NormalizationKernel::name(),
                     std::make_shared<NormalizationKernel>(rows, columns, normalize.epsilon), {src}, result);
    builder.define(dst, result);
}

}  // namespace mish4j::onednn
