// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"

namespace mish4j::cudnn {

namespace {

KernelCall indexed_call(std::int32_t axis, std::int64_t taps, bool weighted, const TensorDesc& src,
                        const TensorDesc& dst) {
    const auto along = static_cast<std::size_t>(axis);
    Dims fixed = src.strides;
    fixed[along] = 0;
    Dims index(dst.dims.size(), 0);
    index[along] = taps;
    const LoopNestBuilder loops(dst.dims, {dst.strides, fixed, index});
    const bool one_index = loops.strides()[2].back() == 0;
    std::int64_t width = one_index ? loops.vector_width(element_size(dst.type), true) : 1;

    InterpolateArgument argument{};
    argument.nest = loops.build<3>(width);
    argument.accesses[0] = loops.access(0, dst.type, width);
    argument.accesses[1] = loops.access(1, src.type, width);
    argument.accesses[1].together &= src.strides[along] % width == 0;
    argument.axis_stride = src.strides[along];
    argument.taps = static_cast<std::int32_t>(taps);
    argument.weighted = weighted;
    return make_loop_call(text("interpolate_x", width), argument, weighted ? 3 : 2);
}

}  // namespace

KernelCall gather_call(std::int32_t axis, const TensorDesc& src, const TensorDesc&, const TensorDesc& dst) {
    return indexed_call(axis, 1, false, src, dst);
}

KernelCall interpolate_call(std::int32_t axis, std::int64_t taps, const TensorDesc& src, const TensorDesc&,
                            const TensorDesc&, const TensorDesc& dst) {
    return indexed_call(axis, taps, true, src, dst);
}

}  // namespace mish4j::cudnn
