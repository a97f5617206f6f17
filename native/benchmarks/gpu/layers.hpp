// SPDX-License-Identifier: Apache-2.0
//
// The distinct convolutions of the networks that are measured, as ./mish4j inspect lists them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mish4j::bench {

// A square kernel on a square image, padded by half of the kernel.
struct Layer {
    std::int64_t size;  // height and width of the source
    std::int64_t channels;
    std::int64_t filters;
    std::int64_t kernel;
    std::int64_t stride;
    std::int64_t count;  // how often the network has it

    std::int64_t dst_size() const { return (size - 1) / stride + 1; }
};

struct Network {
    std::string_view name;
    std::span<const Layer> layers;
};

// YOLOv4 at 416x416, ResNet-50 at 224x224, and a small one for trying the benchmark out.
std::span<const Network> all_networks();

}  // namespace mish4j::bench
