// SPDX-License-Identifier: Apache-2.0
#include "execution_plan.hpp"

#include <string_view>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn/engines/graphs/operation_graph.hpp"
#include "cudnn/engines/graphs/pointwise_formula.hpp"
#include "engine_config.hpp"

namespace mish4j::cudnn {

namespace {

// The kernels in a plan's JSON, which names each. 0 where the plan has precompiled ones, which are not in it.
int count_kernels(const std::string& json) {
    constexpr std::string_view key = "\"kernelName\":";
    int count = 0;
    for (std::size_t at = json.find(key); at != std::string::npos; at = json.find(key, at + key.size())) ++count;
    return count;
}

class FinalizedPlan : public ExecutionPlan {
 public:
    FinalizedPlan(const CudnnLibrary& library, BackendDescriptor plan, const ConvolutionProblem& problem)
        : library_(library),
          plan_(std::move(plan)),
          scalars_(pointwise_formula(problem.bias, problem.chain).scalars),
          bias_(problem.bias),
          addends_(problem.addends.size()),
          workspace_bytes_(plan_.get_int64(CUDNN_ATTR_EXECUTION_PLAN_WORKSPACE_SIZE)),
          name_(name_of(choice_of(plan_.get_descriptor(CUDNN_ATTR_EXECUTION_PLAN_ENGINE_CONFIG,
                                                       CUDNN_BACKEND_ENGINECFG_DESCRIPTOR, "a plan's engine")))),
          kernel_count_(count_kernels(serialize())) {}

    std::int64_t workspace_bytes() const override { return workspace_bytes_; }
    const std::string& name() const override { return name_; }
    int kernel_count() const override { return kernel_count_; }
    std::string serialize() const override { return plan_.get_text(CUDNN_ATTR_EXECUTION_PLAN_JSON_REPRESENTATION); }

    void execute(cudnnHandle_t handle, const ConvolutionPointers& pointers) const override {
        std::vector<std::int64_t> ids;
        std::vector<void*> addresses;
        const auto add = [&](std::int64_t id, const void* address) {
            ids.push_back(id);
            addresses.push_back(const_cast<void*>(address));
        };
        add(TensorIds::src, pointers.src);
        add(TensorIds::weights, pointers.weights);
        add(TensorIds::dst, pointers.dst);
        if (bias_) add(TensorIds::bias, pointers.bias);
        for (std::size_t i = 0; i < addends_; ++i)
            add(TensorIds::first_addend + static_cast<std::int64_t>(i), pointers.addends.at(i));
        for (std::size_t i = 0; i < scalars_.size(); ++i)
            add(TensorIds::first_scalar + static_cast<std::int64_t>(i), &scalars_[i]);

        BackendDescriptor pack(library_, CUDNN_BACKEND_VARIANT_PACK_DESCRIPTOR, "the addresses of a plan's tensors");
        pack.set(CUDNN_ATTR_VARIANT_PACK_UNIQUE_IDS, ids);
        pack.set(CUDNN_ATTR_VARIANT_PACK_DATA_POINTERS, CUDNN_TYPE_VOID_PTR, addresses.data(), std::ssize(addresses));
        pack.set(CUDNN_ATTR_VARIANT_PACK_WORKSPACE, CUDNN_TYPE_VOID_PTR, &pointers.workspace, 1);
        pack.finalize();
        library_.check(library_.execute(handle, plan_.get(), pack.get()), text("running the plan ", name_));
    }

 private:
    const CudnnLibrary& library_;
    BackendDescriptor plan_;
    std::vector<float> scalars_;
    bool bias_;
    std::size_t addends_;
    std::int64_t workspace_bytes_;
    std::string name_;
    int kernel_count_;
};

}  // namespace

std::shared_ptr<const ExecutionPlan> make_execution_plan(const CudnnLibrary& library, BackendDescriptor plan,
                                                         const ConvolutionProblem& problem) {
    return std::make_shared<FinalizedPlan>(library, std::move(plan), problem);
}

std::shared_ptr<const ExecutionPlan> deserialize_plan(const CudnnLibrary& library, cudnnHandle_t handle,
                                                      const ConvolutionProblem& problem,
                                                      const std::string& serialized) {
    try {
        BackendDescriptor plan(library, CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR, "an execution plan");
        plan.set(CUDNN_ATTR_EXECUTION_PLAN_HANDLE, handle);
        plan.set_text(CUDNN_ATTR_EXECUTION_PLAN_JSON_REPRESENTATION, serialized);
        if (!plan.try_finalize()) return nullptr;
        return make_execution_plan(library, std::move(plan), problem);
    } catch (const Error&) {
        return nullptr;
    }
}

}  // namespace mish4j::cudnn
