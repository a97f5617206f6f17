// SPDX-License-Identifier: Apache-2.0
//
// mish4j's own kernels along a dimension of a tensor, one thread: softmax, normalization, reduction, interpolation.
//
//     mish4j_axis --benchmark_filter=softmax --benchmark_enable_random_interleaving=true
//         --benchmark_repetitions=9 --benchmark_min_time=0.05 --benchmark_out=axis.json
//
// The numbers of a name are what lies outside of the dimension, its size, and what lies inside. Counters: ns,
// nanoseconds for each element of the source.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "kernels/axis/interpolate.hpp"
#include "kernels/axis/normalization.hpp"
#include "kernels/axis/reduction.hpp"
#include "kernels/axis/softmax.hpp"
#include "kernels/instruction_set.hpp"

namespace {

using namespace mish4j;
using kernels::AxisLoops;

std::int64_t element_count(const AxisLoops& loops) { return loops.outer * loops.size * loops.inner; }

// Calls kernel(src, dst) over and over; dst has room for twice the elements of src.
template <class Kernel>
void register_kernel(const std::string& name, const AxisLoops& loops, const Kernel& kernel) {
    const std::string title =
        name + '/' + std::to_string(loops.outer) + '/' + std::to_string(loops.size) + '/' + std::to_string(loops.inner);
    benchmark::RegisterBenchmark(title.c_str(), [=](benchmark::State& state) {
        const std::int64_t count = element_count(loops);
        std::minstd_rand generator(1);
        std::normal_distribution<float> distribution;
        std::vector<float> src(static_cast<std::size_t>(count));
        for (float& x : src) x = distribution(generator);
        std::vector<float> dst(2 * src.size());
        for ([[maybe_unused]] auto _ : state) {
            kernel(src.data(), dst.data());
            benchmark::ClobberMemory();
        }
        state.counters["ns"] =
            benchmark::Counter(static_cast<double>(count) * 1e-9,
                               benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
        state.SetLabel(kernels::kernel_name());
    });
}

void register_softmax(bool logarithmic, const AxisLoops& loops) {
    register_kernel(logarithmic ? "log_softmax" : "softmax", loops, [=](const float* src, float* dst) {
        kernels::softmax_tiles(logarithmic, loops, src, dst, 0, kernels::tile_count(loops));
    });
}

void register_reduction(const std::string& name, ReductionKind kind, const AxisLoops& loops) {
    register_kernel("reduce_" + name, loops, [=](const float* src, float* dst) {
        kernels::reduce_tiles(kind, loops, src, dst, 0, kernels::tile_count(loops));
    });
}

void register_normalization(std::int64_t rows, std::int64_t columns) {
    register_kernel("mean_variance_normalization", {rows, columns, 1},
                    [=](const float* src, float* dst) { kernels::normalize_rows(src, dst, rows, columns, 1e-5); });
}

// To twice the size, each place between two neighbours.
void register_interpolate(const AxisLoops& loops) {
    const std::int64_t places = 2 * loops.size;
    std::vector<std::int32_t> indices;
    for (std::int64_t tap = 0; tap < 2; ++tap) {
        for (std::int64_t place = 0; place < places; ++place) {
            indices.push_back(static_cast<std::int32_t>(std::min(place / 2 + tap, loops.size - 1)));
        }
    }
    const std::vector<float> weights(indices.size(), 0.5F);
    register_kernel("interpolate_linear", loops, [=](const float* src, float* dst) {
        const kernels::InterpolateTerms terms{places, 2, indices.data(), weights.data()};
        kernels::interpolate_parts(loops, terms, src, dst, 0, kernels::interpolate_part_count(loops, terms));
    });
}

void register_all() {
    register_softmax(false, {2364, 197, 1});
    register_softmax(false, {1, 85, 2704});
    register_softmax(true, {64, 1000, 1});
    register_normalization(50, 768);
    register_reduction("mean", ReductionKind::mean, {512, 196, 1});
    register_reduction("mean", ReductionKind::mean, {1, 512, 196});
    register_reduction("max", ReductionKind::max, {1, 512, 196});
    register_interpolate({64, 52, 104});
    register_interpolate({3328, 52, 1});
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    register_all();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
