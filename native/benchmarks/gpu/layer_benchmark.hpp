// SPDX-License-Identifier: Apache-2.0
//
// One convolution with bias and Mish, as one kernel of cuDNN's and as two, beside the convolution with bias alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cudnn/driver/gpu.hpp"
#include "cudnn/engines/library/cudnn_handle.hpp"
#include "cudnn/engines/library/cudnn_library.hpp"
#include "cudnn/engines/plans/execution_plan.hpp"
#include "layers.hpp"
#include "stopwatch.hpp"

namespace mish4j::bench {

// The type of the tensors, and whether products of f32 are rounded to TF32.
struct Arithmetic {
    std::string_view name;
    ElementType type;
    bool tensor_float;
    double tolerance;  // how far two orders of computation may differ, relative to the largest number
};

struct LayerTimes {
    double fused = 0;    // convolution, bias and Mish in one kernel: microseconds, as all of these
    double unfused = 0;  // the best convolution with bias, then Mish as a kernel
    double alone = 0;    // the best convolution with bias
    std::string fused_plan;
    std::string alone_plan;
    double difference = 0;  // between the results of fused and unfused, relative to the largest number
    std::string omission;   // why there are no times; empty when there are
};

class LayerBenchmark {
 public:
    // candidates: how many of cuDNN's plans are compared, of those that it thinks the best.
    LayerBenchmark(std::shared_ptr<const cudnn::Gpu> gpu, const cudnn::CudnnLibrary& library, int candidates,
                   int samples);

    LayerTimes measure(const Layer& layer, std::int64_t batch, const Arithmetic& arithmetic);

 private:
    struct Tensors;
    struct Measured {
        std::shared_ptr<const cudnn::ExecutionPlan> plan;
        double microseconds = 0;
    };

    // The fastest of cuDNN's plans; none where it has none.
    Measured fastest(const cudnn::ConvolutionProblem& problem, Tensors& tensors);
    void fill(const cudnn::TensorDesc& desc, const cudnn::DeviceMemory& memory, float range);
    std::vector<float> read(const cudnn::TensorDesc& desc, const cudnn::DeviceMemory& memory);

    std::shared_ptr<const cudnn::Gpu> gpu_;
    cudnn::Gpu::Scope scope_;
    const cudnn::CudnnLibrary& library_;
    int candidates_;
    int samples_;
    cudnn::GpuStream stream_;
    cudnn::CudnnHandle handle_;
    Stopwatch stopwatch_;
};

}  // namespace mish4j::bench
