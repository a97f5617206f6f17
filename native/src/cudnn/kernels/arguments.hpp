// SPDX-License-Identifier: Apache-2.0
//
// The arguments of the kernels, one struct a family. Tensors of a loop nest and of `accesses` are in the order dst,
// then the sources, then what is said.
#pragma once

#include <cstdint>

#include "kernel_pointers.hpp"
#include "loop_nest.hpp"

namespace mish4j::cudnn {

// The third "tensor" of the nest is the channel: its offset is the element's place along dimension 1.
struct CopyArgument {
    KernelPointers pointers;
    LoopNest<3> nest;
    Access accesses[2];
    std::int64_t channels;      // of src; from there on dst is 0
    std::int64_t channel_step;  // from an element of a vector to the next
};

struct ChainStep {
    std::int32_t kind;  // MISH4J_ELTWISE_*, or 0: the addition of the next addend
    float alpha;
    float beta;
};

struct ChainArgument {
    static constexpr int max_addends = 3;
    static constexpr int max_steps = 8;

    KernelPointers pointers;
    LoopNest<2 + max_addends> nest;
    Access accesses[2 + max_addends];
    ChainStep steps[max_steps];
    std::int32_t step_count;
};

}  // namespace mish4j::cudnn
