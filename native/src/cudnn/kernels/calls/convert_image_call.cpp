// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"

namespace mish4j::cudnn {

KernelCall convert_image_call(const TensorDesc& src, const TensorDesc&, const TensorDesc&, const TensorDesc& dst) {
    // [N, H, W, C] in the order of dst's dimensions.
    const Dims src_strides = {src.strides[0], src.strides[3], src.strides[1], src.strides[2]};
    const LoopNestBuilder loops(dst.dims, {dst.strides, src_strides, {0, 1, 0, 0}});
    const std::int64_t width = loops.vector_width(element_size(dst.type), true);
    ConvertImageArgument argument{};
    argument.nest = loops.build<3>(width);
    argument.accesses[0] = loops.access(0, dst.type, width);
    argument.accesses[1] = loops.access(1, src.type, width);
    argument.channels = src.dims[3];
    argument.channel_step = loops.strides()[2].back();
    return make_loop_call(text("convert_image_x", width), argument, 3);
}

}  // namespace mish4j::cudnn
