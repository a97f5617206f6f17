// SPDX-License-Identifier: Apache-2.0
//
// Builds a plan step by step: keeps where each of the program's values lies and in which layout, and adds the copies
// that a step needs before it. What depends on constants alone is computed at once, on the GPU.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/concat_placement.hpp"
#include "cudnn/engines/device_context.hpp"
#include "cudnn/engines/plan_selector.hpp"
#include "plan.hpp"
#include "program/program.hpp"
#include "views.hpp"

namespace mish4j::cudnn {

class PlanBuilder {
 public:
    // program: outlives the builder.
    PlanBuilder(const Program& program, std::shared_ptr<const DeviceContext> context, const CompileOptions& options);

    const DeviceContext& context() const { return *context_; }
    const CompileOptions& options() const { return options_; }

    // The type of weights and activations.
    ElementType compute_type() const { return compute_type_; }

    const Program& program() const { return program_; }
    const Dims& dims(ValueId value) const { return program_.values[static_cast<std::size_t>(value)].dims; }
    bool is_constant(const View& view) const;

    // ---- values ----

    // A value as its producer left it: an input or a constant of a type that is not computed with as f32.
    View view(ValueId value);

    // An input or a constant as the caller has it; for any other value the same as view.
    View raw_view(ValueId value);

    // Where the operator at hand is to write its value, if that is part of a concatenation's result or a result that
    // its sources are computed in. Nothing where the value may lie anywhere.
    std::optional<View> destination(ValueId value);

    // Says where the value is that the operator at hand produces.
    void define(ValueId value, const View& view);

    // ---- views ----

    // The same tensor at other places or in another type: `view` itself where nothing differs, else a copy that a step
    // makes. wanted: may have more channels, which are zeros. Each copy is made once.
    View convert(const View& view, const TensorDesc& wanted);

    // The same elements in the same row-major order under other dimensions, without a copy where the layout allows it.
    View reshape(const View& view, const Dims& dims);

    // A tensor in a new buffer.
    View allocate(const TensorDesc& desc);

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

    // Adds what brings each output into its place, and places all buffers.
    Plan finish();

 private:
    struct Conversion {
        View source;
        View result;
    };

    BufferId add_buffer(Buffer::Place place, std::int64_t bytes);
    bool is_computed_with(ElementType type) const;
    void become_constant(const View& view);
    void append_step(const std::string& operation, KernelCall call, const std::vector<View>& srcs, const View& dst);
    void run_now(const KernelCall& call, const std::vector<View>& srcs, const View& dst);
    void begin_output(const Port& output);
    void place_output(std::size_t port, const Port& output);
    void report(const std::string& candidate) const;
    bool can_become_output(const View& view) const;

    const Program& program_;
    std::shared_ptr<const DeviceContext> context_;
    const CompileOptions& options_;
    ElementType compute_type_;
    ConcatPlacement placement_;
    GpuStream stream_;
    PlanSelector selector_;
    Plan plan_;
    std::vector<std::optional<View>> views_;
    std::vector<std::optional<View>> raw_views_;
    std::vector<std::optional<View>> joined_views_;
    std::vector<Conversion> conversions_;
    std::string operator_name_;
    int operators_begun_ = 0;
};

}  // namespace mish4j::cudnn
