// SPDX-License-Identifier: Apache-2.0
#include "convolution_algorithm.hpp"

namespace mish4j::onednn {

std::string name_of(ConvolutionAlgorithm algorithm) {
    switch (algorithm) {
        case ConvolutionAlgorithm::direct_own_activation:
            return "direct, own activation";
        case ConvolutionAlgorithm::winograd_f2x2:
            return "winograd F(2x2,3x3)";
        case ConvolutionAlgorithm::winograd_f4x4:
            return "winograd F(4x4,3x3)";
        default:
            return "direct";
    }
}

std::optional<ConvolutionAlgorithm> algorithm_named(std::string_view name) {
    using enum ConvolutionAlgorithm;
    for (const ConvolutionAlgorithm algorithm : {direct, direct_own_activation, winograd_f2x2, winograd_f4x4}) {
        if (name == name_of(algorithm)) return algorithm;
    }
    return std::nullopt;
}

int winograd_tile(ConvolutionAlgorithm algorithm) {
    switch (algorithm) {
        case ConvolutionAlgorithm::winograd_f2x2:
            return 2;
        case ConvolutionAlgorithm::winograd_f4x4:
            return 4;
        default:
            return 0;
    }
}

}  // namespace mish4j::onednn
