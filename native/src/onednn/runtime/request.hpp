// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

#include "backend.hpp"
#include "onednn/library/thread_scope.hpp"
#include "onednn/plan/plan.hpp"

namespace mish4j::onednn {

// Everything that a run needs is made beforehand: a run itself only executes one primitive or kernel after the other.
class OneDnnRequest : public Request {
 public:
    explicit OneDnnRequest(std::shared_ptr<const Plan> plan);

    void bind_input(std::size_t index, const void* data) override;
    void bind_output(std::size_t index, void* data) override;
    void run() override;
    void set_profiling(bool enabled) override { profiling_ = enabled; }
    const std::vector<std::int64_t>& step_times() const override { return step_times_; }

 private:
    // A step of the plan with its arguments in this request's memory: a primitive, or else a kernel.
    struct Execution {
        const_dnnl_primitive_t primitive = nullptr;
        std::vector<dnnl_exec_arg_t> arguments;
        int threads = 1;
        const Kernel* kernel = nullptr;
        std::vector<dnnl_memory_t> kernel_srcs;
        dnnl_memory_t kernel_dst = nullptr;
    };

    // Memory that lies in what the caller binds.
    struct Binding {
        Buffer::Place place;
        std::size_t port;
        std::int64_t offset;
        dnnl_memory_t memory;
    };

    void prepare(const Step& step);
    dnnl_memory_t memory_of(const View& view);
    dnnl_memory_t add_memory(const Desc& desc, void* data);
    void bind(Buffer::Place place, std::size_t port, void* data);
    void execute(const Execution& execution, ThreadScope& threads);
    void run_measured(ThreadScope& threads);

    std::shared_ptr<const Plan> plan_;
    dnnl::stream stream_;
    AlignedMemory activations_;
    AlignedMemory scratchpad_;
    std::vector<dnnl::memory> memories_;
    std::vector<Binding> bindings_;
    std::vector<Execution> executions_;
    bool profiling_ = false;
    std::vector<std::int64_t> step_times_;
};

}  // namespace mish4j::onednn
