// SPDX-License-Identifier: Apache-2.0
#include "stopwatch.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace mish4j::bench {

namespace {

constexpr double wanted_milliseconds = 1;
constexpr int most_repetitions = 200;

}  // namespace

Stopwatch::Stopwatch(std::shared_ptr<const cudnn::Gpu> gpu, cudnn::GpuStream& stream)
    : stream_(stream), begin_(gpu), end_(std::move(gpu)) {}

double Stopwatch::milliseconds(const cudnn::RecordedGraph& graph) {
    stream_.record_event(begin_);
    stream_.launch(graph);
    stream_.record_event(end_);
    stream_.synchronize();
    return double{cudnn::GpuEvent::milliseconds(begin_, end_)};
}

double Stopwatch::median_microseconds(const std::function<void()>& work, int samples) {
    // Outside of a graph first: what is loaded when it is first used must not be loaded while recording.
    work();
    stream_.synchronize();
    const cudnn::RecordedGraph once = stream_.record(work);
    milliseconds(once);
    const double estimate = std::max(milliseconds(once), 1e-3);
    const int repetitions = std::clamp(static_cast<int>(wanted_milliseconds / estimate), 1, most_repetitions);
    const cudnn::RecordedGraph repeated = stream_.record([&] {
        for (int i = 0; i < repetitions; ++i) work();
    });
    milliseconds(repeated);
    std::vector<double> times;
    for (int i = 0; i < samples; ++i) times.push_back(milliseconds(repeated) * 1000 / repetitions);
    const auto middle = times.begin() + samples / 2;
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

}  // namespace mish4j::bench
