// SPDX-License-Identifier: Apache-2.0
//
// Convolutions with bias, Mish and residual on the processor, by each algorithm, with one thread and with all.
//
//     mish4j_layers --benchmark_filter=yolov4-416 --benchmark_enable_random_interleaving=true
//         --benchmark_repetitions=5 --benchmark_min_time=0.1 --benchmark_out=layers.json
//
// The options are those of Google Benchmark; report.py makes tables of the file. A time is that of the layer's
// steps. Counters: GFLOP/s of the operations that the convolution as defined takes; least, the seconds of the fastest
// run; count, how often the network has the layer; difference, how far the result is from the direct algorithm's,
// relative to its largest number.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>

#include "layer_model.hpp"
#include "layers.hpp"

namespace {

using namespace mish4j::bench;

constexpr double largest_difference = 1e-4;

struct NamedVariant {
    Variant variant;
    const char* name;
};

constexpr std::array variants = {
    NamedVariant{Variant::direct, "direct"},
    NamedVariant{Variant::direct_then_mish, "direct_then_mish"},
    NamedVariant{Variant::winograd_f2x2, "winograd_f2x2"},
    NamedVariant{Variant::winograd_f4x4, "winograd_f4x4"},
    NamedVariant{Variant::automatic, "auto"},
};

const char* residual_text(Residual residual) {
    switch (residual) {
        case Residual::before:
            return " add before";
        case Residual::after:
            return " add after";
        default:
            return "";
    }
}

double flops(const Layer& layer) {
    const std::int64_t results = layer.filters * layer.dst_size() * layer.dst_size();
    return 2.0 * static_cast<double>(results * layer.channels * layer.kernel * layer.kernel);
}

// Compiled when first asked for, and kept: repetitions of different benchmarks take turns.
LayerModel& model_of(const Layer& layer, Variant variant, std::int64_t threads) {
    static std::map<std::tuple<const Layer*, Variant, std::int64_t>, std::unique_ptr<LayerModel>> models;
    std::unique_ptr<LayerModel>& model = models[{&layer, variant, threads}];
    if (model == nullptr) {
        auto compiled = std::make_unique<LayerModel>(layer, variant, threads);
        compiled->run();
        model = std::move(compiled);
    }
    return *model;
}

double difference(const LayerModel& model, const LayerModel& direct) {
    double largest = 0;
    double difference = 0;
    for (std::size_t i = 0; i < model.dst().size(); ++i) {
        const double expected = direct.dst()[i];
        largest = std::max(largest, std::abs(expected));
        // Written so that a NaN counts.
        const double here = std::abs(double{model.dst()[i]} - expected);
        if (!(here <= difference)) difference = here;
    }
    return difference / largest;
}

void measure(benchmark::State& state, const Layer& layer, Variant variant, std::int64_t threads) {
    try {
        LayerModel& model = model_of(layer, variant, threads);
        const double found = difference(model, model_of(layer, Variant::direct, threads));
        if (!(found <= largest_difference))
            throw std::runtime_error("its result differs from the direct algorithm's by " + std::to_string(found));
        double least = INFINITY;
        for ([[maybe_unused]] auto _ : state) {
            const double seconds = static_cast<double>(model.run()) * 1e-9;
            state.SetIterationTime(seconds);
            least = std::min(least, seconds);
        }
        state.counters["GFLOP/s"] =
            benchmark::Counter(flops(layer) * 1e-9, benchmark::Counter::kIsIterationInvariantRate);
        state.counters["least"] = least;
        state.counters["count"] = static_cast<double>(layer.count);
        state.counters["difference"] = found;
        state.SetLabel(model.kernels());
    } catch (const std::exception& error) {
        state.SkipWithError(error.what());
    }
}

void register_layer(const Network& network, const Layer& layer, std::int64_t threads) {
    const bool winograd = layer.kernel == 3 && layer.stride == 1;
    for (const auto& [variant, name] : variants) {
        if (!winograd && (variant == Variant::winograd_f2x2 || variant == Variant::winograd_f4x4)) continue;
        const std::string title = std::string(network.name) + "/" + describe(layer) + residual_text(layer.residual) +
                                  "/" + name + "/threads " + std::to_string(threads);
        benchmark::RegisterBenchmark(
            title.c_str(),
            [&layer, variant = variant, threads](benchmark::State& state) { measure(state, layer, variant, threads); })
            ->UseManualTime()
            ->Unit(benchmark::kMicrosecond);
    }
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    const std::int64_t processors = std::max(1U, std::thread::hardware_concurrency());
    for (const Network& network : all_networks()) {
        for (const Layer& layer : network.layers) {
            for (const std::int64_t threads : std::set<std::int64_t>{1, processors}) {
                register_layer(network, layer, threads);
            }
        }
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
