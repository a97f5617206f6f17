// SPDX-License-Identifier: Apache-2.0
#include "layers.hpp"

#include <array>

#include "base/text.hpp"

namespace mish4j::bench {

namespace {

constexpr std::array yolov4 = std::to_array<Layer>({
    {416, 3, 32, 3, 1, 1},
    {416, 32, 64, 3, 2, 1},
    {208, 64, 64, 1, 1, 3},
    {208, 64, 32, 1, 1, 1},
    {208, 32, 64, 3, 1, 1, Residual::after},
    {208, 128, 64, 1, 1, 1},
    {208, 64, 128, 3, 2, 1},
    {104, 128, 64, 1, 1, 2},
    {104, 64, 64, 1, 1, 3},
    {104, 64, 64, 3, 1, 2, Residual::after},
    {104, 128, 128, 1, 1, 1},
    {104, 128, 256, 3, 2, 1},
    {52, 256, 128, 1, 1, 6},
    {52, 128, 128, 1, 1, 9},
    {52, 128, 128, 3, 1, 8, Residual::after},
    {52, 256, 256, 1, 1, 1},
    {52, 256, 512, 3, 2, 1},
    {26, 512, 256, 1, 1, 9},
    {26, 256, 256, 1, 1, 9},
    {26, 256, 256, 3, 1, 8, Residual::after},
    {26, 512, 512, 1, 1, 1},
    {26, 512, 1024, 3, 2, 1},
    {13, 1024, 512, 1, 1, 8},
    {13, 512, 512, 1, 1, 5},
    {13, 512, 512, 3, 1, 4, Residual::after},
    {13, 1024, 1024, 1, 1, 1},
    {13, 512, 1024, 3, 1, 5},
    {13, 2048, 512, 1, 1, 1},
    {13, 512, 256, 1, 1, 1},
    {26, 256, 512, 3, 1, 5},
    {26, 256, 128, 1, 1, 1},
    {52, 128, 256, 3, 1, 3},
    {52, 256, 255, 1, 1, 1},
    {52, 128, 256, 3, 2, 1},
    {26, 512, 255, 1, 1, 1},
    {26, 256, 512, 3, 2, 1},
    {13, 1024, 255, 1, 1, 1},
});

constexpr std::array resnet50 = std::to_array<Layer>({
    {224, 3, 64, 7, 2, 1},
    {56, 64, 64, 1, 1, 1},
    {56, 64, 64, 3, 1, 3},
    {56, 64, 256, 1, 1, 3, Residual::before},
    {56, 256, 64, 1, 1, 2},
    {56, 256, 128, 1, 1, 1},
    {56, 128, 128, 3, 2, 1},
    {28, 128, 512, 1, 1, 4, Residual::before},
    {28, 512, 128, 1, 1, 3},
    {28, 128, 128, 3, 1, 3},
    {28, 512, 256, 1, 1, 1},
    {28, 256, 256, 3, 2, 1},
    {14, 256, 1024, 1, 1, 6, Residual::before},
    {14, 1024, 256, 1, 1, 5},
    {14, 256, 256, 3, 1, 5},
    {14, 1024, 512, 1, 1, 1},
    {14, 512, 512, 3, 2, 1},
    {7, 512, 2048, 1, 1, 3, Residual::before},
    {7, 2048, 512, 1, 1, 2},
    {7, 512, 512, 3, 1, 2},
    {1, 2048, 1000, 1, 1, 1},
});

constexpr std::array yolov4_tiny = std::to_array<Layer>({
    {104, 64, 64, 3, 1, 1},
    {104, 32, 32, 3, 1, 2},
    {52, 128, 128, 3, 1, 1},
    {52, 64, 64, 3, 1, 2},
    {26, 256, 256, 3, 1, 1},
    {26, 128, 128, 3, 1, 2},
    {13, 512, 512, 3, 1, 1},
    {13, 256, 512, 3, 1, 1},
    {26, 384, 256, 3, 1, 1},
});

constexpr std::array yolov4_csp = std::to_array<Layer>({
    {512, 3, 32, 3, 1, 1},
    {256, 32, 64, 3, 1, 1, Residual::after},
    {128, 64, 64, 3, 1, 2, Residual::after},
    {64, 128, 128, 3, 1, 8, Residual::after},
    {32, 256, 256, 3, 1, 8, Residual::after},
    {16, 512, 512, 3, 1, 4, Residual::after},
    {16, 512, 512, 3, 1, 4},
    {32, 256, 256, 3, 1, 4},
    {64, 128, 128, 3, 1, 2},
    {64, 128, 256, 3, 1, 1},
    {32, 256, 512, 3, 1, 1},
    {16, 512, 1024, 3, 1, 1},
});

constexpr std::array yolov4x_mish = std::to_array<Layer>({
    {640, 3, 32, 3, 1, 1},
    {320, 40, 80, 3, 1, 1, Residual::after},
    {160, 80, 80, 3, 1, 3, Residual::after},
    {80, 160, 160, 3, 1, 10, Residual::after},
    {40, 320, 320, 3, 1, 10, Residual::after},
    {20, 640, 640, 3, 1, 5, Residual::after},
    {20, 640, 640, 3, 1, 6},
    {40, 320, 320, 3, 1, 6},
    {80, 160, 160, 3, 1, 3},
    {80, 160, 320, 3, 1, 1},
    {40, 320, 640, 3, 1, 1},
    {20, 640, 1280, 3, 1, 1},
});

constexpr std::array cspdarknet53 = std::to_array<Layer>({
    {256, 3, 32, 3, 1, 1},
    {128, 32, 64, 3, 1, 1, Residual::after},
    {64, 64, 64, 3, 1, 2, Residual::after},
    {32, 128, 128, 3, 1, 8, Residual::after},
    {16, 256, 256, 3, 1, 8, Residual::after},
    {8, 512, 512, 3, 1, 4, Residual::after},
});

constexpr std::array darknet53 = std::to_array<Layer>({
    {256, 3, 32, 3, 1, 1},
    {128, 32, 64, 3, 1, 1, Residual::after},
    {64, 64, 128, 3, 1, 2, Residual::after},
    {32, 128, 256, 3, 1, 8, Residual::after},
    {16, 256, 512, 3, 1, 8, Residual::after},
    {8, 512, 1024, 3, 1, 4, Residual::after},
});

constexpr std::array cspresnet50 = std::to_array<Layer>({
    {56, 64, 64, 3, 1, 3},
    {28, 128, 128, 3, 1, 3},
    {14, 256, 256, 3, 1, 5},
    {7, 512, 512, 3, 1, 2},
});

constexpr std::array densenet201 = std::to_array<Layer>({
    {64, 128, 32, 3, 1, 6},
    {32, 128, 32, 3, 1, 12},
    {16, 128, 32, 3, 1, 48},
    {8, 128, 32, 3, 1, 32},
});

constexpr std::array small = std::to_array<Layer>({
    {7, 16, 24, 3, 1, 1},
    {7, 16, 16, 3, 1, 1, Residual::after},
    {6, 3, 8, 3, 2, 2},
});

constexpr std::array networks = {Network{"yolov4-416", yolov4},
                                 Network{"resnet50-224", resnet50},
                                 Network{"yolov4-tiny-416", yolov4_tiny},
                                 Network{"yolov4-csp-512", yolov4_csp},
                                 Network{"yolov4x-mish-640", yolov4x_mish},
                                 Network{"cspdarknet53-256", cspdarknet53},
                                 Network{"darknet53-256", darknet53},
                                 Network{"cspresnet50-224", cspresnet50},
                                 Network{"densenet201-256", densenet201},
                                 Network{"small", small}};

}  // namespace

std::string describe(const Layer& layer) {
    return text(layer.size, "x", layer.size, " ", layer.channels, "->", layer.filters, " ", layer.kernel, "x",
                layer.kernel, " s", layer.stride);
}

std::span<const Network> all_networks() { return networks; }

}  // namespace mish4j::bench
