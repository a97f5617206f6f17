// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"

namespace mish4j::cudnn {

KernelCall binary_call(BinaryKind kind, const TensorDesc& src0, const TensorDesc& src1, const TensorDesc& dst) {
    const LoopNestBuilder loops(dst.dims, {dst.strides, src0.strides, src1.strides});
    const std::int64_t width = loops.vector_width(element_size(dst.type), true);
    BinaryArgument argument{};
    argument.nest = loops.build<3>(width);
    argument.accesses[0] = loops.access(0, dst.type, width);
    argument.accesses[1] = loops.access(1, src0.type, width);
    argument.accesses[2] = loops.access(2, src1.type, width);
    argument.kind = static_cast<std::int32_t>(kind);
    return make_loop_call(text("binary_x", width), argument, 2);
}

KernelCall select_call(const TensorDesc& condition, const TensorDesc& src0, const TensorDesc& src1,
                       const TensorDesc& dst) {
    const LoopNestBuilder loops(dst.dims, {dst.strides, condition.strides, src0.strides, src1.strides});
    const std::int64_t width = loops.vector_width(element_size(dst.type), true);
    SelectArgument argument{};
    argument.nest = loops.build<4>(width);
    argument.accesses[0] = loops.access(0, dst.type, width);
    argument.accesses[1] = loops.access(1, condition.type, width);
    argument.accesses[2] = loops.access(2, src0.type, width);
    argument.accesses[3] = loops.access(3, src1.type, width);
    return make_loop_call(text("select_x", width), argument, 3);
}

}  // namespace mish4j::cudnn
