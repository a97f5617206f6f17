// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"
#include "window_axes.hpp"

namespace mish4j::cudnn {

namespace {

const char* vector_function(ElementType type) {
    switch (type) {
        case ElementType::f16:
            return "pooling_f16x8";
        case ElementType::bf16:
            return "pooling_bf16x8";
        default:
            return "pooling_f32x4";
    }
}

}  // namespace

KernelCall pooling_call(PoolingKind kind, const Dims& kernel, const Window& window, const TensorDesc& src,
                        const TensorDesc& dst) {
    const std::array<Dims, window_axes> places = place_strides(dst.dims.size());
    const LoopNestBuilder loops(dst.dims, {dst.strides, without_spatial(src.strides), places[0], places[1], places[2]});
    const bool one_window = loops.strides()[2].back() == 0 && loops.strides()[3].back() == 0 &&
                            loops.strides()[4].back() == 0 && loops.strides()[1].back() == 1;
    const std::int64_t width =
        one_window && src.type == dst.type ? loops.vector_width(element_size(dst.type), true) : 1;

    PoolingArgument argument{};
    argument.nest = loops.build<5>(width);
    argument.accesses[0] = loops.access(0, dst.type, width);
    argument.accesses[1] = loops.access(1, src.type, width);
    const std::array<WindowAxis, window_axes> axes = axes_of(kernel, window, src);
    std::copy(axes.begin(), axes.end(), argument.axes);
    for (const WindowAxis& axis : axes) argument.accesses[1].together &= axis.src_stride % width == 0;
    argument.kind = static_cast<std::int32_t>(kind);
    argument.taps = static_cast<float>(element_count(kernel));
    return make_loop_call(width == 1 ? "pooling_x1" : vector_function(dst.type), argument, 1);
}

}  // namespace mish4j::cudnn
