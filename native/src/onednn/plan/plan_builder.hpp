// SPDX-License-Identifier: Apache-2.0
//
// Builds a plan step by step: keeps where each of the program's values lies and in which layout, and adds the reorders
// that a step needs before it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backend.hpp"
#include "common/plan_builder_core.hpp"
#include "onednn/algorithms/convolution_algorithm.hpp"
#include "onednn/library/thread_scope.hpp"
#include "plan.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

class PlanBuilder : public PlanBuilderCore<Plan, View> {
 public:
    // threads: the most that a step may have. program: outlives the builder. choices: for each of its values. To be
    // used by one thread, whose number of OpenMP threads changes meanwhile.
    PlanBuilder(const Program& program, int threads, const CompileOptions& options, AlgorithmChoices choices);

    const dnnl::engine& engine() const { return plan_.engine; }

    // The type of weights and activations: the plan's, unless the operator at hand is computed in another one.
    DataType compute_type() const { return compute_type_; }
    void set_compute_type(DataType type) { compute_type_ = type; }

    // For every primitive: the scratchpad in the request's memory, and the arithmetic that the options allow.
    dnnl::primitive_attr attributes() const;

    // The most threads that a step of the operator at hand may have.
    int threads() const { return operator_threads_; }

    // How the convolution that gives a value is to be computed.
    const AlgorithmChoice& choice(ValueId value) const { return choices_[value]; }

    // Whether NaN and infinities must come through kernels that are faster without them.
    bool is_strict() const { return strict_; }

    // The number of channels in a block of the layout in which images are kept; 0 where they are kept channels last, as
    // the kernels of faster, less exact arithmetic want it.
    std::int64_t block() const { return block_; }

    // ---- values ----

    // A value as its producer left it: an input or a constant of another type than f32 and the compute type as f32.
    const View& view(ValueId value);

    // The bytes of an input or a constant of that type; nothing for any other value.
    std::optional<View> raw_view(ValueId value, ElementType type);

    // A value of the compute type: as its producer left it, where it left that type.
    View operand(ValueId value);

    // Brings a value into a plain layout, for all that read it from now on.
    void make_plain(ValueId value);

    // Says where the value is that the operator at hand produces.
    void define(ValueId value, const View& view);

    // ---- views ----

    // The same elements in the same row-major order under other dimensions, without a copy where the layout allows it.
    View reshape(const View& view, const Dims& dims);

    // A tensor whose dimensions may be taken in any order: in its own where its layout is a known one, else in that in
    // which they lie, dense.
    struct InMemoryOrder {
        View view;               // of a known layout
        std::vector<int> order;  // dimension i of the view is the tensor's dimension order[i]
    };
    InMemoryOrder in_memory_order(const View& view);

    const std::byte* constant_data(const View& view) const;

    // A constant of the builder's own making.
    View add_constant(const Desc& desc, AlignedMemory memory);

    // `destination` where it has this layout, else a tensor in a new buffer.
    View allocate_or_use(const std::optional<View>& destination, const Desc& desc);

    // ---- steps ----

    // The steps that follow belong to this operator, which takes about so many floating-point operations. Sets the
    // number of threads of the calling thread: all of them, or one where waking others takes longer than they save.
    void begin_operator(const std::string& name, double operations);

    // A primitive's descriptor and a kernel state the layout of each operand. Sources that lie otherwise are converted;
    // the result must lie so. Those without dst give a result in a new buffer, the others the step's description, valid
    // until the next step is added. choice: of a convolution's algorithm, to be told of the step.

    StepDescription& add_step(const std::string& operation, const dnnl::primitive_desc_base& primitive_desc,
                              std::vector<Argument> arguments, const AlgorithmChoice* choice = nullptr);

    StepDescription& add_step(const std::string& operation, const std::string& kernel_name,
                              std::shared_ptr<const Kernel> kernel, const std::vector<View>& srcs, const View& dst,
                              const AlgorithmChoice* choice = nullptr);

    View add_step(const std::string& operation, const std::string& kernel_name, std::shared_ptr<const Kernel> kernel,
                  const std::vector<View>& srcs);

    // From one layout or type into another.
    StepDescription& add_copy(const View& src, const View& dst);

    // How far the plan has come.
    struct Progress {
        std::size_t steps;
        std::size_t buffers;
        std::size_t conversions;
    };
    Progress progress() const { return {plan_.steps.size(), plan_.buffers.size(), values_.conversion_count()}; }
    bool has_reference_step_since(const Progress& begin) const;

    // Forgets all steps, buffers and values since then.
    void go_back_to(const Progress& begin);

 private:
    void add_inputs_and_constants();

    // Of inputs, constants and outputs whose type the plan does not compute with: see boundary.cpp.
    bool is_computed_with(ElementType type) const;
    Desc boundary_layout(ValueId value) const;
    void define_boundary(ValueId value, BufferId buffer);
    View converted(ValueId value);
    void write_output(ValueId value, ElementType type, BufferId buffer);

    std::int64_t bytes_of(const Desc& desc) const override;
    View channels_of(const View& image, std::int64_t channel, std::int64_t count) const override;
    Desc joined_desc(ValueId value) const override;
    std::optional<View> without_copy(const View& view, const Desc& wanted) const override;
    View copied(const View& view, const Desc& wanted) override;
    void begin_output(const Port& output, const std::string& producer) override;
    void place_output(std::size_t port, const Port& output) override;
    void place_buffers() override;

    StepDescription description_of(const std::string& operation, const std::string& kernel_name,
                                   const AlgorithmChoice* choice) const;
    void require_layout(const std::string& operation, const View& dst, const Desc& stated) const;
    View convert_now(const View& view, const Desc& wanted);

    AlgorithmChoices choices_;
    DataType compute_type_;
    bool fast_math_;
    bool strict_;
    std::int64_t block_;
    ThreadScope thread_scope_;
    std::string operator_name_;
    int operator_threads_ = 1;
};

}  // namespace mish4j::onednn
