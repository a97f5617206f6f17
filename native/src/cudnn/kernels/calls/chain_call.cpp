// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "cudnn/kernels/arguments.hpp"
#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "launch_shape.hpp"
#include "loop_nest_builder.hpp"

namespace mish4j::cudnn {

static_assert(max_chain_links == ChainArgument::max_steps && max_chain_addends == ChainArgument::max_addends);

KernelCall chain_call(std::span<const ChainLink> links, const TensorDesc& src, std::span<const TensorDesc> addends,
                      const TensorDesc& dst) {
    std::vector<Dims> strides = {dst.strides, src.strides};
    for (const TensorDesc& addend : addends) strides.push_back(addend.strides);
    const LoopNestBuilder loops(dst.dims, strides);
    const std::int64_t width = loops.vector_width(element_size(dst.type), true);

    ChainArgument argument{};
    argument.nest = loops.build<2 + ChainArgument::max_addends>(width);
    argument.accesses[0] = loops.access(0, dst.type, width);
    argument.accesses[1] = loops.access(1, src.type, width);
    for (std::size_t i = 0; i < addends.size(); ++i) {
        argument.accesses[2 + i] = loops.access(2 + i, addends[i].type, width);
    }
    for (const ChainLink& link : links) {
        const Eltwise* eltwise = std::get_if<Eltwise>(&link);
        argument.steps[argument.step_count++] =
            eltwise == nullptr ? ChainStep{}
                               : ChainStep{static_cast<std::int32_t>(eltwise->kind), eltwise->alpha, eltwise->beta};
    }
    return make_loop_call(text("chain_x", width), argument, 1 + addends.size());
}

}  // namespace mish4j::cudnn
