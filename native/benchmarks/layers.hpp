// SPDX-License-Identifier: Apache-2.0
//
// The distinct convolutions of the networks that are measured, as ./mish4j inspect lists them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mish4j::bench {

// The addition of a value of the result's shape, before or after the activation.
enum class Residual { none, before, after };

// A square kernel on a square image, padded by half of the kernel.
struct Layer {
    std::int64_t size;  // height and width of the source
    std::int64_t channels;
    std::int64_t filters;
    std::int64_t kernel;
    std::int64_t stride;
    std::int64_t count;  // how often the network has it
    Residual residual = Residual::none;

    std::int64_t dst_size() const { return (size - 1) / stride + 1; }
};

// "52x52 128->256 3x3 s2"
std::string describe(const Layer& layer);

struct Network {
    std::string_view name;
    std::span<const Layer> layers;
};

// YOLOv4 at 416x416 and ResNet-50 at 224x224; of the zoo's other networks, at their usual sizes, the convolutions with
// kernels of 3x3, a stride of 1 and one group; and a small one for trying the benchmarks out.
std::span<const Network> all_networks();

}  // namespace mish4j::bench
