// SPDX-License-Identifier: Apache-2.0
#include "layer_benchmark.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn/engines/plans/plan_candidates.hpp"
#include "cudnn/kernels/kernels.hpp"

namespace mish4j::bench {

using cudnn::ConvolutionProblem;
using cudnn::DeviceMemory;
using cudnn::ExecutionPlan;
using cudnn::KernelCall;
using cudnn::TensorDesc;

namespace {

constexpr int samples_of_a_search = 5;

const std::vector<cudnn::ChainLink> mish = {Eltwise{EltwiseKind::mish, 0, 0}};

// Channels are padded as the backend pads them.
ConvolutionProblem convolution_with_bias(const Layer& layer, std::int64_t batch, const Arithmetic& arithmetic) {
    const std::int64_t multiple = cudnn::channel_multiple(arithmetic.type);
    const std::int64_t channels = (layer.channels + multiple - 1) / multiple * multiple;
    const std::int64_t pad = layer.kernel / 2;
    ConvolutionProblem problem;
    problem.tensor_float = arithmetic.tensor_float;
    problem.src = cudnn::channels_last_desc(arithmetic.type, {batch, channels, layer.size, layer.size});
    problem.weights = cudnn::channels_last_desc(arithmetic.type, {layer.filters, channels, layer.kernel, layer.kernel});
    problem.dst =
        cudnn::channels_last_desc(arithmetic.type, {batch, layer.filters, layer.dst_size(), layer.dst_size()});
    problem.window = {{layer.stride, layer.stride}, {1, 1}, {pad, pad}, {pad, pad}};
    problem.bias = true;
    return problem;
}

TensorDesc numbers_desc(std::int64_t count) { return cudnn::plain_desc(ElementType::f32, {count}); }

}  // namespace

struct LayerBenchmark::Tensors {
    Tensors(const std::shared_ptr<const cudnn::Gpu>& gpu, const ConvolutionProblem& problem)
        : src(gpu, byte_span(problem.src), "the source"),
          weights(gpu, byte_span(problem.weights), "the weights"),
          bias(gpu, problem.dst.dims[1] * 4, "the bias"),
          between(gpu, byte_span(problem.dst), "the convolution's result"),
          dst(gpu, byte_span(problem.dst), "the result") {}

    cudnn::ConvolutionPointers pointers(const DeviceMemory& result) const {
        return {src.data(), weights.data(), bias.data(), {}, result.data(), workspace.data()};
    }

    DeviceMemory src;
    DeviceMemory weights;
    DeviceMemory bias;
    DeviceMemory between;
    DeviceMemory dst;
    DeviceMemory workspace;
};

LayerBenchmark::LayerBenchmark(std::shared_ptr<const cudnn::Gpu> gpu, const cudnn::CudnnLibrary& library,
                               int candidates, int samples)
    : gpu_(std::move(gpu)),
      scope_(*gpu_),
      library_(library),
      candidates_(candidates),
      samples_(samples),
      stream_(gpu_),
      handle_(library),
      stopwatch_(gpu_, stream_) {
    handle_.set_stream(stream_.get());
}

LayerBenchmark::Measured LayerBenchmark::fastest(const ConvolutionProblem& problem, Tensors& tensors) {
    const cudnn::PlanTarget target(handle_.get(), gpu_->properties().multiprocessors);
    const auto candidates = find_candidates(library_, target, problem, true);
    Measured best;
    int tried = 0;
    for (std::size_t i = 0; i < candidates->size() && tried < candidates_; ++i) {
        const std::shared_ptr<const ExecutionPlan> plan = candidates->finalize(i);
        if (plan == nullptr) continue;
        ++tried;
        if (plan->workspace_bytes() > tensors.workspace.bytes()) {
            tensors.workspace = DeviceMemory();
            tensors.workspace = DeviceMemory(gpu_, plan->workspace_bytes(), "the workspace of a convolution");
        }
        const double time = stopwatch_.median_microseconds(
            [&] { plan->execute(handle_.get(), tensors.pointers(tensors.between)); }, samples_of_a_search);
        if (best.plan == nullptr || time < best.microseconds) best = {plan, time};
    }
    return best;
}

void LayerBenchmark::fill(const TensorDesc& desc, const DeviceMemory& memory, float range) {
    const auto count = cudnn::element_count(desc.dims);
    std::vector<float> numbers(static_cast<std::size_t>(count));
    std::minstd_rand generator(1);
    std::uniform_real_distribution<float> distribution(-range, range);
    for (float& x : numbers) x = distribution(generator);
    const DeviceMemory source(gpu_, count * 4, "random numbers");
    stream_.copy_to_device(source.data(), numbers.data(), count * 4);
    const KernelCall call = copy_call(numbers_desc(count), cudnn::plain_desc(desc.type, {count}));
    stream_.launch(call, {{source.data()}, memory.data()});
    stream_.synchronize();
}

std::vector<float> LayerBenchmark::read(const TensorDesc& desc, const DeviceMemory& memory) {
    const auto count = cudnn::element_count(desc.dims);
    const DeviceMemory numbers(gpu_, count * 4, "numbers to compare");
    const KernelCall call = copy_call(cudnn::plain_desc(desc.type, {count}), numbers_desc(count));
    stream_.launch(call, {{memory.data()}, numbers.data()});
    std::vector<float> out(static_cast<std::size_t>(count));
    stream_.copy_to_host(out.data(), numbers.data(), count * 4);
    stream_.synchronize();
    return out;
}

LayerTimes LayerBenchmark::measure(const Layer& layer, std::int64_t batch, const Arithmetic& arithmetic) {
    const ConvolutionProblem alone = convolution_with_bias(layer, batch, arithmetic);
    ConvolutionProblem fused = alone;
    fused.chain = mish;
    Tensors tensors(gpu_, alone);
    fill(alone.src, tensors.src, 1);
    const auto terms = static_cast<float>(layer.channels * layer.kernel * layer.kernel);
    fill(alone.weights, tensors.weights, 2 / std::sqrt(terms));
    fill(numbers_desc(layer.filters), tensors.bias, 1);

    const Measured best_alone = fastest(alone, tensors);
    const Measured best_fused = fastest(fused, tensors);
    LayerTimes times;
    if (best_alone.plan == nullptr || best_fused.plan == nullptr) {
        times.omission =
            text("cuDNN has no plan for the convolution ", best_alone.plan == nullptr ? "alone" : "with Mish");
        return times;
    }
    times.alone_plan = best_alone.plan->name();
    times.fused_plan = best_fused.plan->name();

    const KernelCall mish_call = chain_call(mish, alone.dst, {}, alone.dst);
    const auto convolve = [&](const ExecutionPlan& plan, const DeviceMemory& result) {
        plan.execute(handle_.get(), tensors.pointers(result));
    };
    times.alone = stopwatch_.median_microseconds([&] { convolve(*best_alone.plan, tensors.between); }, samples_);
    times.unfused = stopwatch_.median_microseconds(
        [&] {
            convolve(*best_alone.plan, tensors.between);
            stream_.launch(mish_call, {{tensors.between.data()}, tensors.dst.data()});
        },
        samples_);
    const std::vector<float> expected = read(alone.dst, tensors.dst);
    times.fused = stopwatch_.median_microseconds([&] { convolve(*best_fused.plan, tensors.dst); }, samples_);
    const std::vector<float> found = read(alone.dst, tensors.dst);

    double largest = 0;
    double difference = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        largest = std::max(largest, std::abs(double{expected[i]}));
        // Written so that a NaN counts.
        const double here = std::abs(double{found[i]} - double{expected[i]});
        if (!(here <= difference)) difference = here;
    }
    times.difference = difference / largest;
    if (!(times.difference <= arithmetic.tolerance))
        times.omission = "the results of one kernel and of two differ by " + std::to_string(times.difference);
    return times;
}

}  // namespace mish4j::bench
