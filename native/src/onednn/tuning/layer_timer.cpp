// SPDX-License-Identifier: Apache-2.0
#include "layer_timer.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <numeric>
#include <oneapi/dnnl/dnnl.hpp>
#include <optional>
#include <utility>

#include "base/status.hpp"
#include "layer_program.hpp"
#include "onednn/lowering/lower_program.hpp"
#include "onednn/runtime/request.hpp"

namespace mish4j::onednn {

namespace {

constexpr int rounds_of_fast = 5;
constexpr int rounds_of_full = 20;

// Of what is read to displace what the caches hold.
constexpr std::int64_t most_other_bytes = 96 << 20;
constexpr std::int64_t usual_cache_bytes = 32 << 20;

std::int64_t other_bytes() {
    const auto cache = static_cast<std::int64_t>(sysconf(_SC_LEVEL3_CACHE_SIZE));
    return std::min((cache > 0 ? cache : usual_cache_bytes) * 3 / 2, most_other_bytes);
}

// None where there is not enough of it: then weights may be in the caches.
AlignedMemory memory_if_there_is(std::int64_t bytes) {
    try {
        AlignedMemory memory(bytes, "measuring layers");
        std::memset(memory.data(), 0, static_cast<std::size_t>(bytes));
        return memory;
    } catch (const Error&) {
        return {};
    }
}

// A layer by one algorithm, ready to run.
class TimedAlgorithm {
 public:
    TimedAlgorithm(const LayerProgram& layer, const CompileOptions& options, ConvolutionAlgorithm algorithm)
        : algorithm_(algorithm) {
        AlgorithmChoices choices(layer.program().values.size(), AlgorithmChoice{algorithm});
        auto plan = std::make_shared<const Plan>(lower_program(layer.program(), options, std::move(choices)));
        for (const Step& step : plan->steps) {
            counts_.push_back(step.description.operation != "reorder");
            takes_algorithm_ = takes_algorithm_ || step.description.algorithm == name_of(algorithm);
        }
        request_ = std::make_unique<OneDnnRequest>(plan);
        for (std::size_t i = 0; i < layer.inputs().size(); ++i) request_->bind_input(i, layer.inputs()[i].data());
        request_->bind_output(0, layer.output().data());
        request_->set_profiling(true);
    }

    ConvolutionAlgorithm algorithm() const { return algorithm_; }
    bool takes_algorithm() const { return takes_algorithm_; }
    LayerTime time() const { return {algorithm_, static_cast<double>(least_) * 1e-9}; }

    // Copies to and from the layouts of a network's images do not count.
    void run() {
        request_->run();
        const std::vector<std::int64_t>& times = request_->step_times();
        least_ = std::min(least_, std::inner_product(times.begin(), times.end(), counts_.begin(), std::int64_t{0}));
    }

    void warm_up() { request_->run(); }

 private:
    ConvolutionAlgorithm algorithm_;
    std::vector<std::int64_t> counts_;  // 1 for a step whose time counts, else 0
    bool takes_algorithm_ = false;
    std::unique_ptr<OneDnnRequest> request_;
    std::int64_t least_ = std::numeric_limits<std::int64_t>::max();
};

std::optional<TimedAlgorithm> timed_algorithm(const LayerProgram& layer, const CompileOptions& options,
                                              ConvolutionAlgorithm algorithm) {
    try {
        TimedAlgorithm result(layer, options, algorithm);
        if (result.takes_algorithm()) return result;
    } catch (const Error&) {
    } catch (const dnnl::error&) {
    } catch (const std::bad_alloc&) {
    }
    return std::nullopt;
}

std::vector<TimedAlgorithm> timed_algorithms(const LayerProgram& layer, const CompileOptions& options,
                                             const std::vector<ConvolutionAlgorithm>& algorithms) {
    std::vector<TimedAlgorithm> result;
    for (const ConvolutionAlgorithm algorithm : algorithms) {
        if (auto one = timed_algorithm(layer, options, algorithm)) result.push_back(std::move(*one));
    }
    return result;
}

}  // namespace

LayerTimer::LayerTimer(const CompileOptions& options)
    : options_(options),
      rounds_(options.tune == Tune::full ? rounds_of_full : rounds_of_fast),
      other_data_(memory_if_there_is(other_bytes())) {
    options_.progress = {};
    options_.accuracy = Accuracy::standard;
}

LayerTimes LayerTimer::measure(const ConvolutionLayer& layer, const std::vector<ConvolutionAlgorithm>& algorithms) {
    try {
        const LayerProgram program(layer);
        std::vector<TimedAlgorithm> all = timed_algorithms(program, options_, algorithms);
        if (all.empty() || all.front().algorithm() != ConvolutionAlgorithm::direct) return {};
        for (TimedAlgorithm& one : all) one.warm_up();
        for (int round = 0; round < rounds_; ++round) {
            for (TimedAlgorithm& one : all) {
                flush_caches();
                one.run();
            }
        }
        LayerTimes times;
        for (const TimedAlgorithm& one : all) times.push_back(one.time());
        return times;
    } catch (const Error&) {
        return {};
    }
}

void LayerTimer::flush_caches() {
    constexpr std::int64_t line = 64;
    const std::byte* data = other_data_.data();
    const std::int64_t bytes = other_data_.bytes();
    std::int64_t sum = 0;
#pragma omp parallel for reduction(+ : sum)
    for (std::int64_t i = 0; i < bytes; i += line) sum += std::to_integer<std::int64_t>(data[i]);
    if (bytes > 0) other_data_.data()[0] = static_cast<std::byte>(sum);
}

}  // namespace mish4j::onednn
