// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "backend.hpp"
#include "common/aligned_memory.hpp"
#include "onednn/algorithms/convolution_layer.hpp"
#include "onednn/algorithms/layer_times.hpp"

namespace mish4j::onednn {

// How long a layer takes by several algorithms, each compiled as a program of its own and run as it is in a network:
// with weights that the caches do not hold, and src that they do.
class LayerTimer {
 public:
    // options: their threads, precision and tune count; each algorithm is measured in standard accuracy.
    explicit LayerTimer(const CompileOptions& options);

    // The least of several times that are taken in turns. Algorithms for which the memory does not suffice, or for
    // which there is no kernel after all, are left out; nothing is left where direct is one of them.
    LayerTimes measure(const ConvolutionLayer& layer, const std::vector<ConvolutionAlgorithm>& algorithms);

 private:
    void flush_caches();

    CompileOptions options_;
    int rounds_;
    AlignedMemory other_data_;
};

}  // namespace mish4j::onednn
