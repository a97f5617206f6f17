// SPDX-License-Identifier: Apache-2.0
//
// A convolution with all that is fused into it, as it is given to cuDNN.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cudnn/kernels/kernels.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "program/program.hpp"

namespace mish4j::cudnn {

// src [N, C, spatial...], weights [K, C / groups, kernel...], dst [N, K, spatial...] of 2 or 3 spatial dimensions, all
// channels last and of one type: f32, f16 or bf16. A transposed convolution (deconvolution): weights [C, K / groups,
// kernel...]. Sums are f32; with tensor_float products of f32 may be those of TF32.
struct ConvolutionProblem {
    bool transposed = false;
    bool tensor_float = false;
    TensorDesc src;
    TensorDesc weights;
    TensorDesc dst;
    std::int64_t groups = 1;
    Window window;
    bool bias = false;                // f32 [K]
    std::vector<ChainLink> chain;     // after the bias
    std::vector<TensorDesc> addends;  // of dst's dimensions and type, channels last; one for each ChainAdd, in order
};

// Everything that makes problems differ, as text: the key of caches and of comparisons.
std::string key_of(const ConvolutionProblem& problem);

// The source's channels are a multiple of this where cuDNN is to have fast engines that fuse.
std::int64_t channel_multiple(ElementType type);

}  // namespace mish4j::cudnn
