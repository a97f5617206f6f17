// SPDX-License-Identifier: Apache-2.0
//
// The distinct convolutions of YOLOv4 at 416 x 416 and of ResNet-50 at 224 x 224, with what is fused into them.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "cudnn/engines/graphs/convolution_problem.hpp"

namespace mish4j::test {

// What follows a convolution and its bias.
enum class Chain { none, mish, leaky, mish_add, add_mish };

// Square images and kernels, padded so that stride 1 keeps the size.
struct Layer {
    std::int64_t size;
    std::int64_t channels;
    std::int64_t filters;
    std::int64_t kernel;
    std::int64_t stride;
    Chain chain;
};

std::vector<Layer> fused_layers();

// "s13c1024k512r1d1_mish"
std::string name_of(const Layer& layer);

inline void PrintTo(const Layer& layer, std::ostream* out) { *out << name_of(layer); }

// As the backend has it: the source's channels are padded.
cudnn::ConvolutionProblem problem_of(const Layer& layer, ElementType type);

}  // namespace mish4j::test
