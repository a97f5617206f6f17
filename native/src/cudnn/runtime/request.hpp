// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "backend.hpp"
#include "cudnn/engines/device_context.hpp"
#include "cudnn/memory/port_memory.hpp"
#include "cudnn/plan/plan.hpp"

namespace mish4j::cudnn {

// A run copies the bound inputs to the GPU, does all steps there, as a recorded graph if the plan allows it, and copies
// the results back. Whatever is bound, the steps read and write memory of the request's own, so that what was recorded
// stays valid. Between start and await no memory of the caller's is touched.
class CudnnRequest : public Request {
 public:
    CudnnRequest(std::shared_ptr<const Plan> plan, std::shared_ptr<const DeviceContext> context);
    ~CudnnRequest() override;

    void bind_input(std::size_t index, const void* data) override;
    void bind_output(std::size_t index, void* data) override;
    void bind_input_memory(std::size_t index, std::shared_ptr<Memory> memory, std::int64_t offset) override;
    void bind_output_memory(std::size_t index, std::shared_ptr<Memory> memory, std::int64_t offset) override;
    void run() override;
    void start() override;
    void await() override;
    void cancel() override;
    void set_profiling(bool enabled) override { profiling_ = enabled; }
    const std::vector<std::int64_t>& step_times() const override { return step_times_; }

 private:
    std::byte* address_of(const View& view) const;
    void prepare_steps();
    void warm_up(cudnnHandle_t handle);
    void execute_step(std::size_t step, cudnnHandle_t handle);
    void execute_steps(cudnnHandle_t handle);
    void execute_measured();
    void read_step_times();

    // A step's launch with its addresses, made once.
    struct PreparedStep {
        KernelPointers kernel;
        ConvolutionPointers convolution;
    };

    std::shared_ptr<const DeviceContext> context_;
    std::shared_ptr<const Plan> plan_;
    DeviceMemory activations_;
    DeviceMemory workspace_;
    PortMemory inputs_;
    PortMemory outputs_;
    std::vector<PreparedStep> prepared_;
    GpuStream stream_;
    RecordedGraph recorded_;
    bool profiling_ = false;
    bool measuring_ = false;  // the run in motion is measured
    std::vector<GpuEvent> events_;
    std::vector<std::int64_t> step_times_;
};

}  // namespace mish4j::cudnn
