// SPDX-License-Identifier: Apache-2.0
#include "layer_times.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/text.hpp"

namespace mish4j::onednn {

namespace {

std::optional<LayerTime> parse_line(std::string_view line) {
    std::int64_t nanoseconds = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), nanoseconds);
    const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
    if (error != std::errc() || nanoseconds < 1 || !rest.starts_with(' ')) return std::nullopt;
    const std::optional<ConvolutionAlgorithm> algorithm = algorithm_named(rest.substr(1));
    if (!algorithm) return std::nullopt;
    return LayerTime{*algorithm, static_cast<double>(nanoseconds) * 1e-9};
}

}  // namespace

std::string text_of(const LayerTimes& times) {
    std::string result;
    for (const LayerTime& time : times) {
        result += text(std::max<std::int64_t>(std::llround(time.seconds * 1e9), 1), " ", name_of(time.algorithm), "\n");
    }
    return result;
}

std::optional<LayerTimes> parse_layer_times(std::string_view text) {
    LayerTimes times;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        const std::optional<LayerTime> time = parse_line(text.substr(0, end));
        if (!time) return std::nullopt;
        times.push_back(*time);
        text.remove_prefix(end + 1);
    }
    if (times.empty() || times.front().algorithm != ConvolutionAlgorithm::direct) return std::nullopt;
    return times;
}

}  // namespace mish4j::onednn
