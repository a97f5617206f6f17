// SPDX-License-Identifier: Apache-2.0
//
// How long a convolution takes, estimated from its shape: good enough to tell which of its algorithms is the fastest.
//
// Counted in cycles: of multiplications, of Winograd's transforms, of activations, and of weights that come from
// memory. What each takes was measured on Zen 3 with AVX2; wider vectors take proportionally fewer. The same
// processor, thread count and layer always give the same estimate, but for the clock, which all algorithms share.
#pragma once

#include <cstdint>

#include "convolution_algorithm.hpp"
#include "convolution_layer.hpp"

namespace mish4j::onednn {

struct Machine {
    int threads;             // that compute a layer
    std::int64_t lanes;      // floats in a vector
    double clock_frequency;  // in cycles a second
};

// In seconds. algorithm: one of the layer's candidates.
double estimated_time(const ConvolutionLayer& layer, ConvolutionAlgorithm algorithm, const Machine& machine);

}  // namespace mish4j::onednn
