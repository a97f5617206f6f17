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

Desc resized_layout(const Desc& desc, std::size_t axis, std::int64_t size) {
    Dims dims = desc.get_dims();
    dims[axis] = size;
    return dense_layout_like(desc, dims, desc.get_data_type());
}

}  // namespace mish4j::onednn
