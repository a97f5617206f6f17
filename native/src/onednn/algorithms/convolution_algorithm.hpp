// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mish4j::onednn {

enum class ConvolutionAlgorithm {
    direct,                 // as defined, with what follows in the same step where oneDNN takes it
    direct_own_activation,  // the same, with the activation by a kernel of mish4j's own
    winograd_f2x2,          // F(2x2, 3x3), with what follows in its last transform
    winograd_f4x4,          // F(4x4, 3x3), likewise
};

// "direct", "direct, own activation", "winograd F(2x2,3x3)" or "winograd F(4x4,3x3)".
std::string name_of(ConvolutionAlgorithm algorithm);

// Nothing where no algorithm has that name.
std::optional<ConvolutionAlgorithm> algorithm_named(std::string_view name);

// The size of the results of a tile, 2 or 4; 0 for what is not one of Winograd's algorithms.
int winograd_tile(ConvolutionAlgorithm algorithm);

// How a convolution is to be computed.
struct AlgorithmChoice {
    ConvolutionAlgorithm algorithm = ConvolutionAlgorithm::direct;
    std::string reason = {};  // "estimated 1.9 ms, direct 4.1 ms"; empty where there was no choice
};

// One for each value of a program, of which those that convolutions give count.
using AlgorithmChoices = std::vector<AlgorithmChoice>;

}  // namespace mish4j::onednn
