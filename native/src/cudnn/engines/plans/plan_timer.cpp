// SPDX-License-Identifier: Apache-2.0
#include "plan_timer.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cudnn/kernels/kernels.hpp"

namespace mish4j::cudnn {

namespace {

// Executions that are launched as one, since a single one is shorter than its launch by the processor.
constexpr int executions_at_once = 10;
constexpr std::size_t repetitions = 5;

class DeviceTimer : public PlanTimer {
 public:
    DeviceTimer(std::shared_ptr<const Gpu> gpu, GpuStream& stream, cudnnHandle_t handle,
                const ConvolutionProblem& problem)
        : gpu_(std::move(gpu)), stream_(stream), handle_(handle), problem_(problem), begin_(gpu_), end_(gpu_) {
        pointers_.src = allocate(byte_span(problem_.src));
        pointers_.weights = allocate(byte_span(problem_.weights));
        if (problem_.bias) pointers_.bias = allocate(problem_.dst.dims[1] * static_cast<std::int64_t>(sizeof(float)));
        for (const TensorDesc& addend : problem_.addends) pointers_.addends.push_back(allocate(byte_span(addend)));
        pointers_.dst = allocate(byte_span(problem_.dst));
        if (problem_.chain.empty()) return;
        chain_ = chain_call(problem_.chain, problem_.dst, problem_.addends, problem_.dst);
        chain_pointers_.srcs[0] = pointers_.dst;
        std::copy(pointers_.addends.begin(), pointers_.addends.end(), chain_pointers_.srcs + 1);
        chain_pointers_.dst = pointers_.dst;
    }

    float milliseconds(const ExecutionPlan& plan, bool fused) override {
        const DeviceMemory workspace(gpu_, std::max<std::int64_t>(plan.workspace_bytes(), 1), "a plan's workspace");
        pointers_.workspace = workspace.data();
        execute(plan, fused);  // kernels are loaded when they are first launched, which cannot be recorded
        stream_.synchronize();
        const RecordedGraph graph = stream_.record([&] {
            for (int i = 0; i < executions_at_once; ++i) execute(plan, fused);
        });
        stream_.launch(graph);
        std::array<float, repetitions> times{};
        for (float& time : times) {
            stream_.record_event(begin_);
            stream_.launch(graph);
            stream_.record_event(end_);
            stream_.synchronize();
            time = GpuEvent::milliseconds(begin_, end_) / executions_at_once;
        }
        std::nth_element(times.begin(), times.begin() + repetitions / 2, times.end());
        return times[repetitions / 2];
    }

 private:
    void* allocate(std::int64_t bytes) {
        DeviceMemory& memory = memories_.emplace_back(gpu_, bytes, "a tensor that plans are timed with");
        stream_.clear(memory.data(), bytes);
        return memory.data();
    }

    void execute(const ExecutionPlan& plan, bool fused) {
        plan.execute(handle_, pointers_);
        if (!fused) stream_.launch(chain_, chain_pointers_);
    }

    std::shared_ptr<const Gpu> gpu_;
    GpuStream& stream_;
    cudnnHandle_t handle_;
    const ConvolutionProblem problem_;
    std::vector<DeviceMemory> memories_;
    ConvolutionPointers pointers_;
    KernelCall chain_;
    KernelPointers chain_pointers_{};
    GpuEvent begin_;
    GpuEvent end_;
};

}  // namespace

std::unique_ptr<PlanTimer> make_plan_timer(std::shared_ptr<const Gpu> gpu, GpuStream& stream, cudnnHandle_t handle,
                                           const ConvolutionProblem& problem) {
    return std::make_unique<DeviceTimer>(std::move(gpu), stream, handle, problem);
}

}  // namespace mish4j::cudnn
