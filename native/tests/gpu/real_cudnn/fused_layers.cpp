// SPDX-License-Identifier: Apache-2.0
#include "fused_layers.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace mish4j::test {

namespace {

constexpr Layer yolov4[] = {
    {416, 3, 32, 3, 1, Chain::mish},       {416, 32, 64, 3, 2, Chain::mish},      {208, 64, 64, 1, 1, Chain::mish},
    {208, 64, 32, 1, 1, Chain::mish},      {208, 32, 64, 3, 1, Chain::mish_add},  {208, 128, 64, 1, 1, Chain::mish},
    {208, 64, 128, 3, 2, Chain::mish},     {104, 128, 64, 1, 1, Chain::mish},     {104, 64, 64, 1, 1, Chain::mish},
    {104, 64, 64, 3, 1, Chain::mish_add},  {104, 128, 128, 1, 1, Chain::mish},    {104, 128, 256, 3, 2, Chain::mish},
    {52, 256, 128, 1, 1, Chain::mish},     {52, 128, 128, 1, 1, Chain::mish},     {52, 128, 128, 3, 1, Chain::mish_add},
    {52, 256, 256, 1, 1, Chain::mish},     {52, 256, 512, 3, 2, Chain::mish},     {26, 512, 256, 1, 1, Chain::mish},
    {26, 256, 256, 1, 1, Chain::mish},     {26, 256, 256, 3, 1, Chain::mish_add}, {26, 512, 512, 1, 1, Chain::mish},
    {26, 512, 1024, 3, 2, Chain::mish},    {13, 1024, 512, 1, 1, Chain::mish},    {13, 512, 512, 1, 1, Chain::mish},
    {13, 512, 512, 3, 1, Chain::mish_add}, {13, 1024, 1024, 1, 1, Chain::mish},   {13, 1024, 512, 1, 1, Chain::leaky},
    {13, 512, 1024, 3, 1, Chain::leaky},   {13, 2048, 512, 1, 1, Chain::leaky},   {13, 512, 256, 1, 1, Chain::leaky},
    {26, 512, 256, 1, 1, Chain::leaky},    {26, 256, 512, 3, 1, Chain::leaky},    {26, 256, 128, 1, 1, Chain::leaky},
    {52, 256, 128, 1, 1, Chain::leaky},    {52, 128, 256, 3, 1, Chain::leaky},    {52, 256, 255, 1, 1, Chain::none},
    {52, 128, 256, 3, 2, Chain::leaky},    {26, 512, 255, 1, 1, Chain::none},     {26, 256, 512, 3, 2, Chain::leaky},
    {13, 1024, 255, 1, 1, Chain::none},
};

constexpr Layer resnet50[] = {
    {224, 3, 64, 7, 2, Chain::mish},        {56, 64, 64, 1, 1, Chain::mish},
    {56, 64, 64, 3, 1, Chain::mish},        {56, 64, 256, 1, 1, Chain::add_mish},
    {56, 256, 64, 1, 1, Chain::mish},       {56, 256, 128, 1, 1, Chain::mish},
    {56, 128, 128, 3, 2, Chain::mish},      {28, 128, 512, 1, 1, Chain::add_mish},
    {28, 512, 128, 1, 1, Chain::mish},      {28, 128, 128, 3, 1, Chain::mish},
    {28, 512, 256, 1, 1, Chain::mish},      {28, 256, 256, 3, 2, Chain::mish},
    {14, 256, 1024, 1, 1, Chain::add_mish}, {14, 1024, 256, 1, 1, Chain::mish},
    {14, 256, 256, 3, 1, Chain::mish},      {14, 1024, 512, 1, 1, Chain::mish},
    {14, 512, 512, 3, 2, Chain::mish},      {7, 512, 2048, 1, 1, Chain::add_mish},
    {7, 2048, 512, 1, 1, Chain::mish},      {7, 512, 512, 3, 1, Chain::mish},
    {1, 2048, 1000, 1, 1, Chain::none},
};

const char* name_of(Chain chain) {
    switch (chain) {
        case Chain::mish:
            return "mish";
        case Chain::leaky:
            return "leaky";
        case Chain::mish_add:
            return "mish_add";
        case Chain::add_mish:
            return "add_mish";
        default:
            return "none";
    }
}

std::vector<cudnn::ChainLink> links_of(Chain chain) {
    const Eltwise mish{EltwiseKind::mish, 0, 0};
    switch (chain) {
        case Chain::mish:
            return {mish};
        case Chain::leaky:
            return {Eltwise{EltwiseKind::relu, 0.1f, 0}};
        case Chain::mish_add:
            return {mish, cudnn::ChainAdd{}};
        case Chain::add_mish:
            return {cudnn::ChainAdd{}, mish};
        default:
            return {};
    }
}

}  // namespace

std::vector<Layer> fused_layers() {
    std::vector<Layer> layers(std::begin(yolov4), std::end(yolov4));
    layers.insert(layers.end(), std::begin(resnet50), std::end(resnet50));
    return layers;
}

std::string name_of(const Layer& layer) {
    return text("s", layer.size, "c", layer.channels, "k", layer.filters, "r", layer.kernel, "d", layer.stride, "_",
                name_of(layer.chain));
}

cudnn::ConvolutionProblem problem_of(const Layer& layer, ElementType type) {
    const std::int64_t multiple = cudnn::channel_multiple(type);
    const std::int64_t channels = (layer.channels + multiple - 1) / multiple * multiple;
    const std::int64_t pad = layer.kernel / 2;
    const std::int64_t dst_size = (layer.size + 2 * pad - layer.kernel) / layer.stride + 1;
    cudnn::ConvolutionProblem problem;
    problem.src = cudnn::channels_last_desc(type, {1, channels, layer.size, layer.size});
    problem.weights = cudnn::channels_last_desc(type, {layer.filters, channels, layer.kernel, layer.kernel});
    problem.dst = cudnn::channels_last_desc(type, {1, layer.filters, dst_size, dst_size});
    problem.window = {{layer.stride, layer.stride}, {1, 1}, {pad, pad}, {pad, pad}};
    problem.bias = true;
    problem.chain = links_of(layer.chain);
    for (const cudnn::ChainLink& link : problem.chain) {
        if (std::holds_alternative<cudnn::ChainAdd>(link)) problem.addends.push_back(problem.dst);
    }
    return problem;
}

}  // namespace mish4j::test
