// SPDX-License-Identifier: Apache-2.0
#include "axis_loops.hpp"

namespace mish4j::onednn {

AxisLoops axis_loops(const Desc& desc, std::size_t axis) {
    const Dims dims = desc.get_dims();
    AxisLoops loops{1, dims[axis], 1};
    bool inside = false;
    for (int dimension : memory_order(desc)) {
        if (dimension == static_cast<int>(axis)) {
            inside = true;
        } else {
            (inside ? loops.inner : loops.outer) *= dims[dimension];
        }
    }
    return loops;
}

View dense_f32(PlanBuilder& builder, const View& view) {
    return builder.convert(view, unblocked_layout(view.desc, DataType::f32));
}

}  // namespace mish4j::onednn
