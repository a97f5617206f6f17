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

// A copy whose neighbours in src are not neighbours in dst. Neighbours in dst are `across` in src, and those in src are
// `along` it. The nest is over all other dimensions, with the channel as the third "tensor".
struct TransposeArgument {
    struct Axis {
        std::int64_t size;
        std::int64_t stride;   // of the tensor in which the axis is not contiguous
        std::int64_t channel;  // from an element to the next
    };

    KernelPointers pointers;
    LoopNest<3> nest;
    Axis across;
    Axis along;
    std::int64_t channels;  // of src; from there on dst is 0
    std::int32_t dst_type;
    std::int32_t src_type;
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
struct InterpolateArgument {
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

// The tensors of the nest are dst, src and weights, of which an iteration is one matrix.
struct MatmulArgument {
    struct Matrix {
        std::int64_t row_stride;
        std::int64_t column_stride;
        std::int32_t type;
    };

    KernelPointers pointers;
    LoopNest<3> nest;
    Matrix dst;
    Matrix src;
    Matrix weights;
    std::int64_t rows;     // of dst
    std::int64_t columns;  // of dst
    std::int64_t terms;
    bool bias;
};

// What all kernels of convolutions and deconvolutions are told. Results are dst's channels, here and below.
struct ConvolutionShape {
    WindowAxis axes[3];
    bool transposed;
    bool bias;
    std::int32_t src_type;
    std::int32_t weights_type;
    std::int32_t dst_type;
    std::int64_t channels;  // of a group
    Divisor results;        // of a group
    std::int64_t src_channel_stride;
    std::int64_t weights_channel_stride;
    std::int64_t weights_result_stride;
    std::int64_t weights_group_stride;
    std::int64_t weights_tap_strides[3];
};

// The nest is over pixels, without channels. Its tensors are dst, src, and the place in dst along each of the three
// axes.
struct ConvolutionTilesArgument {
    KernelPointers pointers;
    LoopNest<5> nest;
    ConvolutionShape shape;
    Divisor channels;
    Divisor kernel_rows;     // the second axis
    Divisor kernel_columns;  // the third
    std::int64_t terms;      // taps times channels
    std::int64_t dst_channel_stride;
    std::int64_t groups;
};

// As for pooling; the last tensor is the place along dst's channels. src does not move in the nest along channels.
struct ConvolutionArgument {
    KernelPointers pointers;
    LoopNest<6> nest;
    ConvolutionShape shape;
};

// Each channel by itself. As for pooling; the last two tensors are the weights and the place along dst's channels.
struct DepthwiseArgument {
    KernelPointers pointers;
    LoopNest<7> nest;
    Access accesses[3];  // the third: the weights
    Access bias_access;
    ConvolutionShape shape;
};

// Softmax and normalisation of rows of dst and src, and reductions of rows of src to elements of dst, or to the first
// of those in order. The nest of the rows is over the dimensions that are kept, that of the columns over the others.
struct RowsArgument {
    KernelPointers pointers;
    LoopNest<2> rows;
    LoopNest<2> columns;
    std::int32_t dst_type;
    std::int32_t src_type;
    std::int32_t kind;        // MISH4J_REDUCE_* or MISH4J_ARG_*
    bool logarithmic;         // of a softmax
    bool last;                // of equal elements
    float epsilon;            // of a normalisation
    bool places;              // what the first elements in order give
    std::int64_t count;       // of them
    std::int64_t dst_stride;  // between two of them
};

}  // namespace mish4j::cudnn
