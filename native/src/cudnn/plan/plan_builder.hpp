// SPDX-License-Identifier: Apache-2.0
//
// Builds a plan step by step: keeps where each of the program's values lies and in which layout, and adds the copies
// that a step needs before it. What depends on constants alone is computed at once, on the GPU.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/plan_builder_core.hpp"
#include "cudnn/engines/device_context.hpp"
#include "cudnn/engines/plan_selector.hpp"
#include "plan.hpp"
#include "program/program.hpp"
#include "views.hpp"

namespace mish4j::cudnn {

class PlanBuilder : public PlanBuilderCore<Plan, View> {
 public:
    // program: outlives the builder.
    PlanBuilder(const Program& program, std::shared_ptr<const DeviceContext> context, const CompileOptions& options);

    const DeviceContext& context() const { return *context_; }
    const CompileOptions& options() const { return options_; }

    // The type of weights and activations.
    ElementType compute_type() const { return compute_type_; }

    // ---- values ----

    // A value as its producer left it: an input or a constant of a type that is not computed with as f32.
    View view(ValueId value);

    // An input or a constant as the caller has it; for any other value the same as view.
    View raw_view(ValueId value);

    // Says where the value is that the operator at hand produces.
    void define(ValueId value, const View& view);

    // ---- views ----

    // The same elements in the same row-major order under other dimensions, without a copy where the layout allows it.
    View reshape(const View& view, const Dims& dims);

    // The value's destination, or a tensor in a new buffer.
    View result(ValueId value, const TensorDesc& desc);

    // A constant of the builder's own making.
    View add_constant(const TensorDesc& desc, const void* data);

    // ---- steps ----

    // The steps that follow belong to this operator.
    void begin_operator(const std::string& name);

    // A step of a kernel of mish4j's own. Where all sources are constants, it is run now, and dst is a constant.
    void add_step(const std::string& operation, KernelCall call, const std::vector<View>& srcs, const View& dst);

    // How cuDNN computes a problem best; without a plan where it cannot in one kernel.
    const PlanChoice& select_plan(const ConvolutionProblem& problem) { return selector_.select(problem); }

    // A step of cuDNN's.
    void add_step(const std::string& operation, EngineCall call, const std::vector<View>& srcs, const View& dst);

    // From one layout or type into another; the places of both are of the same tensor.
    void add_copy(const View& src, const View& dst);

 private:
    std::int64_t bytes_of(const TensorDesc& desc) const override;
    View channels_of(const View& image, std::int64_t channel, std::int64_t count) const override;
    TensorDesc joined_desc(ValueId value) const override;

    // wanted: may have more channels, which are zeros.
    std::optional<View> without_copy(const View& view, const TensorDesc& wanted) const override;
    View copied(const View& view, const TensorDesc& wanted) override;
    void begin_output(const Port& output, const std::string& producer) override;
    void place_output(std::size_t port, const Port& output) override;
    void place_buffers() override;

    bool is_computed_with(ElementType type) const;
    void become_constant(const View& view);
    void append_step(const std::string& operation, KernelCall call, const std::vector<View>& srcs, const View& dst);
    void run_now(const KernelCall& call, const std::vector<View>& srcs, const View& dst);
    void report(const std::string& candidate) const;

    std::shared_ptr<const DeviceContext> context_;
    const CompileOptions& options_;
    ElementType compute_type_;
    GpuStream stream_;
    PlanSelector selector_;
    std::string operator_name_;
    int operators_begun_ = 0;
};

}  // namespace mish4j::cudnn
