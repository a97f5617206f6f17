// SPDX-License-Identifier: Apache-2.0
//
// What was measured, as JSON and as tables in Markdown.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "cudnn/driver/gpu.hpp"
#include "layer_benchmark.hpp"
#include "layers.hpp"

namespace mish4j::bench {

struct Machine {
    cudnn::GpuProperties gpu;
    int driver_version = 0;  // 13000
    std::string cudnn;
};

struct Result {
    std::string network;
    Layer layer;
    std::int64_t batch;
    std::string arithmetic;
    LayerTimes times;
};

void write_json(std::ostream& out, const Machine& machine, const std::vector<Result>& results);

// A table for each network, batch and arithmetic, and what its layers take together, each as often as the network has
// it.
void write_markdown(std::ostream& out, const Machine& machine, const std::vector<Result>& results);

}  // namespace mish4j::bench
