// SPDX-License-Identifier: Apache-2.0
#include "algorithm_selection.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <oneapi/dnnl/dnnl.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "common/compute_type.hpp"
#include "kernels/activation.hpp"
#include "kernels/instruction_set.hpp"
#include "kernels/winograd.hpp"
#include "layer_timer.hpp"
#include "onednn/algorithms/algorithm_comparison.hpp"
#include "onednn/algorithms/candidates.hpp"
#include "onednn/algorithms/cost_model.hpp"
#include "onednn/algorithms/layer_times.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/library/data_types.hpp"
#include "onednn/library/processor.hpp"
#include "onednn/plan/operation.hpp"

namespace mish4j::onednn {

namespace {

// A convolution of the program.
struct ComparedLayer {
    const Operator* op;
    ConvolutionLayer layer;
    std::vector<ConvolutionAlgorithm> algorithms;  // the candidates, whatever their accuracy
    std::string key;
};

// Blocks of channels have to be whole vectors.
CandidateRules rules_of(const CompileOptions& options) {
    const std::int64_t block = channel_block(data_type_of(element_type_of(options.precision)));
    return {.precision = options.precision,
            .fast_math = options.fast_math,
            .winograd = block > 0 && block % kernels::winograd_lanes() == 0,
            .has_own_kernel = kernels::is_activation};
}

std::vector<ComparedLayer> compared_layers(const Program& program, const CompileOptions& options, int threads) {
    const CandidateRules rules = rules_of(options);
    std::vector<ComparedLayer> result;
    for (const Operator& op : program.operators) {
        const auto* convolution = std::get_if<Convolution>(&op.operation);
        if (convolution == nullptr) continue;
        ConvolutionLayer layer = describe(program, *convolution, op.dst);
        std::vector<ConvolutionAlgorithm> algorithms = candidates(layer, rules);
        std::string key = text("tune ", static_cast<int>(options.tune), " threads ", threads, " ", key_of(layer));
        result.push_back({&op, std::move(layer), std::move(algorithms), std::move(key)});
    }
    return result;
}

using TimesOfLayers = std::map<std::string, LayerTimes>;  // by their keys

std::optional<LayerTimes> kept_times(const DiskCache& cache, const std::string& key) {
    const std::optional<std::string> text = cache.load(key);
    if (!text) return std::nullopt;
    std::optional<LayerTimes> times = parse_layer_times(*text);
    if (!times) cache.remove(key);
    return times;
}

// Of each distinct layer that has a choice; without those that cannot be measured.
TimesOfLayers measured_times(const std::vector<ComparedLayer>& all, const Program& program,
                             const CompileOptions& options, const DiskCache& cache, int& measured) {
    TimesOfLayers times;
    std::map<std::string, const ComparedLayer*> unknown;
    std::vector<const ComparedLayer*> to_measure;
    for (const ComparedLayer& compared : all) {
        if (compared.algorithms.size() < 2 || times.contains(compared.key)) continue;
        if (auto kept = kept_times(cache, compared.key)) {
            times[compared.key] = std::move(*kept);
        } else if (unknown.emplace(compared.key, &compared).second) {
            to_measure.push_back(&compared);
        }
    }
    if (to_measure.empty()) return times;
    LayerTimer timer(options);
    const int total = static_cast<int>(to_measure.size() + program.operators.size());
    for (const ComparedLayer* compared : to_measure) {
        options.report(measured++, total, text("measuring ", compared->op->name));
        LayerTimes found = timer.measure(compared->layer, compared->algorithms);
        if (found.empty()) continue;
        cache.store(compared->key, text_of(found));
        times[compared->key] = std::move(found);
    }
    return times;
}

std::optional<double> time_of(const LayerTimes& times, ConvolutionAlgorithm algorithm) {
    const auto found =
        std::find_if(times.begin(), times.end(), [&](const LayerTime& time) { return time.algorithm == algorithm; });
    return found != times.end() ? std::optional(found->seconds) : std::nullopt;
}

// What takes the time of an algorithm: a strict plan fuses no activation, whatever the algorithm is called.
ConvolutionAlgorithm timed_algorithm(const ComparedLayer& compared, const CompileOptions& options,
                                     ConvolutionAlgorithm algorithm) {
    constexpr auto own = ConvolutionAlgorithm::direct_own_activation;
    const auto& all = compared.algorithms;
    const bool has_own = std::find(all.begin(), all.end(), own) != all.end();
    const bool is_own = options.accuracy == Accuracy::strict && algorithm == ConvolutionAlgorithm::direct && has_own;
    return is_own ? own : algorithm;
}

Comparison comparison_of(const ComparedLayer& compared, const Program& program, const CompileOptions& options,
                         const TimesOfLayers& times, const Machine& machine) {
    Comparison comparison;
    const auto measured = times.find(compared.key);
    if (measured != times.end()) comparison.source = TimeSource::measurement;
    Machine of_layer = machine;
    of_layer.threads = threads_for(operation_count(program, *compared.op), machine.threads);
    for (const ConvolutionAlgorithm algorithm : compared.algorithms) {
        if (options.accuracy == Accuracy::strict && is_less_accurate(algorithm)) {
            comparison.restriction = text("accuracy is strict, without ", name_of(algorithm));
            continue;
        }
        const ConvolutionAlgorithm timed = timed_algorithm(compared, options, algorithm);
        const std::optional<double> seconds = measured != times.end() ? time_of(measured->second, timed)
                                                                      : estimated_time(compared.layer, timed, of_layer);
        if (!seconds) continue;
        comparison.candidates.push_back(
            {algorithm, *seconds, winograd_weight_bytes(compared.layer, algorithm, machine.lanes)});
    }
    return comparison;
}

std::optional<ConvolutionAlgorithm> forced_algorithm(Algorithm option) {
    switch (option) {
        case Algorithm::direct:
            return ConvolutionAlgorithm::direct;
        case Algorithm::winograd_f2x2:
            return ConvolutionAlgorithm::winograd_f2x2;
        case Algorithm::winograd_f4x4:
            return ConvolutionAlgorithm::winograd_f4x4;
        default:
            return std::nullopt;
    }
}

}  // namespace

AlgorithmSelection select_algorithms(const Program& program, const CompileOptions& options, int threads,
                                     const DiskCache& times) {
    AlgorithmSelection selection;
    selection.choices.resize(program.values.size());
    const std::vector<ComparedLayer> all = compared_layers(program, options, threads);
    const std::optional<ConvolutionAlgorithm> forced = forced_algorithm(options.algorithm);
    TimesOfLayers measured;
    if (options.tune != Tune::off && !forced) {
        measured = measured_times(all, program, options, times, selection.measured);
    }
    const Machine machine{threads, kernels::winograd_lanes(), clock_frequency()};
    std::vector<Comparison> comparisons;
    for (const ComparedLayer& compared : all)
        comparisons.push_back(comparison_of(compared, program, options, measured, machine));
    std::vector<AlgorithmChoice> choices = forced ? choose_forced(comparisons, *forced, options.winograd_memory)
                                                  : choose_fastest(comparisons, options.winograd_memory);
    for (std::size_t i = 0; i < all.size(); ++i) selection.choices[all[i].op->dst] = std::move(choices[i]);
    return selection;
}

DiskCache layer_time_cache(const std::string& cache_directory) {
    const dnnl::version_t* version = dnnl::version();
    std::filesystem::path directory;
    if (!cache_directory.empty()) directory = std::filesystem::path(cache_directory) / "onednn";
    return {directory, text("layer times 1, mish4j ", MISH4J_VERSION, " " MISH4J_TIMED_SOURCES_DIGEST, ", oneDNN ",
                            version->major, ".", version->minor, ".", version->patch, " ", version->hash, ", ",
                            processor_name(), ", ", instruction_set_name(), ", ", kernels::instruction_set())};
}

}  // namespace mish4j::onednn
