// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convolution_algorithm.hpp"

namespace mish4j::onednn {

struct LayerTime {
    ConvolutionAlgorithm algorithm;
    double seconds;
};

// What was measured of a layer: a time for each algorithm that could run, direct first.
using LayerTimes = std::vector<LayerTime>;

// A line for each algorithm: its time in nanoseconds, and its name.
std::string text_of(const LayerTimes& times);

// Nothing where that is no such text.
std::optional<LayerTimes> parse_layer_times(std::string_view text);

}  // namespace mish4j::onednn
