// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "cudnn/driver/gpu.hpp"

namespace mish4j::bench {

// How long a piece of work takes on a GPU that has nothing else to do.
class Stopwatch {
 public:
    Stopwatch(std::shared_ptr<const cudnn::Gpu> gpu, cudnn::GpuStream& stream);

    // The median time of one execution, in microseconds. The work is recorded several times into one graph, at least a
    // millisecond of it, so that neither launches nor the clock's steps count; the caches are warm.
    double median_microseconds(const std::function<void()>& work, int samples);

 private:
    // Of one launch of what is recorded.
    double milliseconds(const cudnn::RecordedGraph& graph);

    cudnn::GpuStream& stream_;
    cudnn::GpuEvent begin_;
    cudnn::GpuEvent end_;
};

}  // namespace mish4j::bench
