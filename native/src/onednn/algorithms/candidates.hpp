// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "backend.hpp"
#include "convolution_algorithm.hpp"
#include "convolution_layer.hpp"

namespace mish4j::onednn {

// What a compilation allows.
struct CandidateRules {
    Precision precision = Precision::f32;
    bool fast_math = false;
    bool winograd = true;  // whether its kernels can read and write the layouts of images
    // Whether there is a kernel of mish4j's own for functions of this kind.
    std::function<bool(EltwiseKind)> has_own_kernel;
};

// Whether one of Winograd's algorithms can compute it: two spatial dimensions, a kernel of 3x3, strides and dilations
// of 1, one group, constant weights and bias, in f32; and what follows, at most one addition and one function of those
// that there is a kernel for.
bool is_winograd_layer(const ConvolutionLayer& layer, const CandidateRules& rules);

// The algorithms by which a convolution can be computed, direct first.
std::vector<ConvolutionAlgorithm> candidates(const ConvolutionLayer& layer, const CandidateRules& rules);

// Whether its error is above that of the direct algorithm.
bool is_less_accurate(ConvolutionAlgorithm algorithm);

// The bytes of a layer's weights, transformed and packed for vectors of so many floats; 0 for what is not one of
// Winograd's algorithms.
std::int64_t winograd_weight_bytes(const ConvolutionLayer& layer, ConvolutionAlgorithm algorithm, std::int64_t lanes);

}  // namespace mish4j::onednn
