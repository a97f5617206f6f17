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

struct BinaryArgument {
    KernelPointers pointers;
    LoopNest<3> nest;
    Access accesses[3];
    std::int32_t kind;  // MISH4J_BINARY_*
};

// Sources: the condition, what is taken where it holds, what is taken elsewhere.
struct SelectArgument {
    KernelPointers pointers;
    LoopNest<4> nest;
    Access accesses[4];
};

// src does not move in the nest along the axis; the third tensor is the indices (and weights).
struct ResampleArgument {
    KernelPointers pointers;
    LoopNest<3> nest;
    Access accesses[2];
    std::int64_t axis_stride;  // of src
    std::int32_t taps;
    bool weighted;  // else each index is taken as it is
};

// The third "tensor" of the nest is the channel.
struct ConvertImageArgument {
    KernelPointers pointers;
    LoopNest<3> nest;
    Access accesses[2];
    std::int64_t channels;
    std::int64_t channel_step;
};

// One spatial dimension of a window.
struct WindowAxis {
    std::int64_t src_stride;
    std::int64_t src_size;
    std::int32_t kernel;
    std::int32_t stride;
    std::int32_t dilation;
    std::int32_t pad;  // before the first element
};

// src does not move in the nest along spatial dimensions; the tensors after it are the place in dst along each of the
// three, of which the first ones may not be there.
struct PoolingArgument {
    KernelPointers pointers;
    LoopNest<5> nest;
    Access accesses[2];
    WindowAxis axes[3];
    std::int32_t kind;  // MISH4J_POOLING_*
    float taps;         // of the whole window
};

}  // namespace mish4j::cudnn
