// SPDX-License-Identifier: Apache-2.0
#include "plan_builder.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "buffer_placement.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/layouts/known_layouts.hpp"
#include "onednn/library/data_types.hpp"
#include "onednn/library/element_types.hpp"
#include "onednn/library/processor.hpp"
#include "onednn/library/selection.hpp"
#include "operation.hpp"

namespace mish4j::onednn {

PlanBuilder::PlanBuilder(const Program& program, int threads, const CompileOptions& options, AlgorithmChoices choices)
    : program_(program),
      choices_(std::move(choices)),
      compute_type_(data_type_of(options.precision)),
      fast_math_(options.fast_math),
      strict_(options.accuracy == Accuracy::strict),
      block_(fast_math_ ? 0 : channel_block(compute_type_)),
      placement_(program, {.block = block_, .ragged_end = true}),
      views_(program.values.size()),
      raw_views_(program.values.size()),
      joined_views_(program.values.size()) {
    plan_.engine = dnnl::engine(dnnl::engine::kind::cpu, 0);
    plan_.input_count = program.inputs.size();
    plan_.output_count = program.outputs.size();
    plan_.numbers.threads = threads;
    plan_.numbers.precision = options.precision;
    add_inputs_and_constants();
}

void PlanBuilder::add_inputs_and_constants() {
    for (std::size_t port = 0; port < program_.inputs.size(); ++port) {
        const ValueId value = program_.inputs[port].value;
        const BufferId buffer = add_buffer(Buffer::Place::input, byte_count(boundary_layout(value)));
        plan_.buffers[buffer].port = port;
        define_boundary(value, buffer);
    }
    for (ValueId value = 0; static_cast<std::size_t>(value) < program_.values.size(); ++value) {
        if (program_.values[value].data == nullptr) continue;
        const BufferId buffer = add_buffer(Buffer::Place::constant, byte_count(boundary_layout(value)));
        plan_.buffers[buffer].constant = program_.values[value].data;
        define_boundary(value, buffer);
    }
}

dnnl::primitive_attr PlanBuilder::attributes() const {
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    if (fast_math_) attributes.set_fpmath_mode(dnnl::fpmath_mode::bf16);
    return attributes;
}

bool PlanBuilder::is_constant(const View& view) const {
    return plan_.buffers[view.buffer].place == Buffer::Place::constant;
}

View PlanBuilder::operand(ValueId value) {
    const View& source = view(value);
    if (source.desc.get_data_type() == compute_type_) return source;
    return convert(source, unblocked_layout(source.desc, compute_type_));
}

std::optional<View> PlanBuilder::destination(ValueId value) {
    std::optional<View>& joined = joined_views_[value];
    if (joined) return joined;
    std::optional<View> result;
    if (const auto& place = placement_.place(value)) {
        result = channel_slice(*destination(place->parent), place->channel, dims(value)[1]);
    } else if (placement_.is_joined(value)) {
        result = allocate(channel_blocked_layout(dims(value), compute_type_, block_));
    }
    if (placement_.is_joined(value)) joined = result;
    return result;
}

void PlanBuilder::define(ValueId value, const View& view) {
    views_[value] = {view.buffer, canonical_layout(view.desc), view.offset};
}

void PlanBuilder::make_plain(ValueId value) {
    const View& source = view(value);
    define(value, convert(source, plain_layout(source.desc.get_dims(), source.desc.get_data_type())));
}

View PlanBuilder::convert(const View& view, const Desc& wanted) {
    if (same_bits(view.desc, wanted)) return {view.buffer, wanted, view.offset};
    for (const Conversion& done : conversions_) {
        if (is_same(done.source, view) && done.result.desc == wanted) return done.result;
    }
    View result;
    if (is_constant(view)) {
        result = convert_now(view, wanted);
    } else {
        result = allocate(wanted);
        add_copy(view, result);
    }
    conversions_.push_back({view, result});
    return result;
}

View PlanBuilder::reshape(const View& view, const Dims& dims) {
    const Dims wanted = descriptor_dims(dims);
    if (view.desc.get_dims() == wanted) return view;
    // oneDNN 3.13 takes the padding of blocks for elements.
    if (!is_padded(view.desc)) {
        if (const Desc reshaped = view.desc.reshape(wanted, true)) return {view.buffer, reshaped, view.offset};
    }
    const DataType type = view.desc.get_data_type();
    const View plain = convert(view, plain_layout(view.desc.get_dims(), type));
    return {plain.buffer, plain_layout(wanted, type), plain.offset};
}

PlanBuilder::InMemoryOrder PlanBuilder::in_memory_order(const View& view) {
    std::vector<int> order(view.desc.get_dims().size());
    std::iota(order.begin(), order.end(), 0);
    if (is_known_layout(view.desc)) return {view, order};
    View dense = convert(view, unblocked_layout(view.desc, view.desc.get_data_type()));
    if (!is_known_layout(dense.desc)) order = memory_order(dense.desc);
    dense.desc = reordered(dense.desc, order);
    return {dense, order};
}

View PlanBuilder::allocate(const Desc& desc) { return {add_buffer(Buffer::Place::activation, byte_count(desc)), desc}; }

View PlanBuilder::allocate_or_use(const std::optional<View>& destination, const Desc& desc) {
    return destination && destination->desc == desc ? *destination : allocate(desc);
}

void PlanBuilder::begin_operator(const std::string& name, double operations) {
    operator_name_ = name;
    operator_threads_ = threads_for(operations, plan_.numbers.threads);
    thread_scope_.set(operator_threads_);
}

StepDescription PlanBuilder::description_of(const std::string& operation, const std::string& kernel_name,
                                            const AlgorithmChoice* choice) const {
    StepDescription description{.name = operator_name_, .operation = operation, .kernel = kernel_name, .dst = {}};
    if (choice != nullptr) {
        description.algorithm = name_of(choice->algorithm);
        description.reason = choice->reason;
    }
    return description;
}

StepDescription& PlanBuilder::add_step(const std::string& operation, const dnnl::primitive_desc_base& primitive_desc,
                                       std::vector<Argument> arguments, const AlgorithmChoice* choice) {
    Step step;
    step.threads = operator_threads_;
    step.description = description_of(operation, primitive_desc.impl_info_str(), choice);
    for (Argument& argument : arguments) {
        const Desc stated = primitive_desc.query_md(dnnl::query::exec_arg_md, argument.key);
        if (argument.key == DNNL_ARG_DST) {
            require_layout(operation, argument.view, stated);
            step.description.dst = describe(argument.view.desc);
        } else {
            argument.view = convert(argument.view, stated);
        }
    }
    step.description.reference = is_reference(primitive_desc);
    step.work = dnnl::primitive(primitive_desc.get());
    step.arguments = std::move(arguments);
    step.scratchpad = primitive_desc.scratchpad_desc();
    return plan_.steps.emplace_back(std::move(step)).description;
}

StepDescription& PlanBuilder::add_step(const std::string& operation, const std::string& kernel_name,
                                       std::shared_ptr<const Kernel> kernel, const std::vector<View>& srcs,
                                       const View& dst, const AlgorithmChoice* choice) {
    require_layout(operation, dst, kernel->dst());
    Step step;
    step.threads = operator_threads_;
    step.description = description_of(operation, kernel_name, choice);
    step.description.dst = describe(dst.desc);
    if (kernel->scratchpad_bytes() > 0) step.scratchpad = plain_layout({kernel->scratchpad_bytes()}, DataType::u8);
    for (std::size_t i = 0; i < kernel->srcs().size(); ++i) {
        step.arguments.push_back({DNNL_ARG_SRC_0 + static_cast<int>(i), convert(srcs[i], kernel->srcs()[i])});
    }
    step.arguments.push_back({DNNL_ARG_DST, dst});
    step.work = std::move(kernel);
    return plan_.steps.emplace_back(std::move(step)).description;
}

View PlanBuilder::add_step(const std::string& operation, const std::string& kernel_name,
                           std::shared_ptr<const Kernel> kernel, const std::vector<View>& srcs) {
    const View dst = allocate(kernel->dst());
    add_step(operation, kernel_name, std::move(kernel), srcs, dst);
    return dst;
}

void PlanBuilder::require_layout(const std::string& operation, const View& dst, const Desc& stated) const {
    if (same_bits(dst.desc, stated)) return;
    throw Error(MISH4J_BACKEND_FAILURE, text("step '", operation, "' writes ", describe(stated),
                                             ", but its result is to lie as ", describe(dst.desc)));
}

bool PlanBuilder::has_reference_step_since(const Progress& begin) const {
    return std::any_of(plan_.steps.begin() + static_cast<std::ptrdiff_t>(begin.steps), plan_.steps.end(),
                       [](const Step& step) { return step.description.reference; });
}

void PlanBuilder::go_back_to(const Progress& begin) {
    for (std::vector<std::optional<View>>* views : {&views_, &joined_views_}) {
        for (std::optional<View>& view : *views) {
            if (view && view->buffer >= begin.buffers) view.reset();
        }
    }
    conversions_.erase(conversions_.begin() + static_cast<std::ptrdiff_t>(begin.conversions), conversions_.end());
    plan_.steps.erase(plan_.steps.begin() + static_cast<std::ptrdiff_t>(begin.steps), plan_.steps.end());
    plan_.buffers.erase(plan_.buffers.begin() + static_cast<std::ptrdiff_t>(begin.buffers), plan_.buffers.end());
}

Plan PlanBuilder::finish() {
    for (std::size_t port = 0; port < program_.outputs.size(); ++port) {
        begin_output(program_.outputs[port]);
        place_output(port, program_.outputs[port]);
    }
    keep_used_constants(plan_);
    place_activations(plan_);
    return std::move(plan_);
}

// Steps for an output belong to the operator that computes it, or to the output itself where that is an input or a
// constant.
void PlanBuilder::begin_output(const Port& output) {
    std::string name = output.name;
    for (const Operator& candidate : program_.operators) {
        if (candidate.dst == output.value) name = candidate.name;
    }
    begin_operator(name, moving_count(program_.values[output.value]));
}

// The step that produces an output writes it into the user's memory, where it can; else a copy is made.
void PlanBuilder::place_output(std::size_t port, const Port& output) {
    const ValueId value = output.value;
    if (!is_computed_with(output.type)) {
        const BufferId buffer =
            add_buffer(Buffer::Place::output, program_.values[value].element_count() * element_size(output.type));
        plan_.buffers[buffer].port = port;
        write_output(value, output.type, buffer);
        return;
    }
    const Desc plain = plain_layout(dims(value), output.type == ElementType::f32 ? DataType::f32 : compute_type_);
    const View result = convert(view(value), plain);
    if (can_become_output(result)) {
        Buffer& buffer = plan_.buffers[result.buffer];
        buffer.place = Buffer::Place::output;
        buffer.port = port;
        return;
    }
    const BufferId buffer = add_buffer(Buffer::Place::output, byte_count(plain));
    plan_.buffers[buffer].port = port;
    add_copy(result, {buffer, plain});
}

bool PlanBuilder::can_become_output(const View& view) const {
    const Buffer& buffer = plan_.buffers[view.buffer];
    return buffer.place == Buffer::Place::activation && view.offset == 0 && buffer.bytes == byte_count(view.desc);
}

// Between equal slices of several images, oneDNN 3.13 copies as if they were dense, if they are in blocks.
StepDescription& PlanBuilder::add_copy(const View& src, const View& dst) {
    if (src.desc == dst.desc && has_channel_blocks(src.desc) && !is_dense(src.desc)) {
        StepDescription& description = add_copy(unblocked(src), unblocked(dst));
        description.dst = describe(dst.desc);
        return description;
    }
    const dnnl::reorder::primitive_desc primitive_desc(engine(), src.desc, engine(), dst.desc, attributes());
    return add_step("reorder", primitive_desc, {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
}

View PlanBuilder::convert_now(const View& view, const Desc& wanted) {
    AlignedMemory memory(byte_count(wanted), "packed constants");
    dnnl::memory src(view.desc, engine(), const_cast<std::byte*>(constant_data(view)));
    dnnl::memory dst(wanted, engine(), memory.data());
    dnnl::stream stream(engine());
    dnnl::reorder(src, dst).execute(stream, src, dst);
    stream.wait();

    return add_constant(wanted, std::move(memory));
}

const std::byte* PlanBuilder::constant_data(const View& view) const {
    return static_cast<const std::byte*>(plan_.buffers[view.buffer].constant) + view.offset;
}

View PlanBuilder::add_constant(const Desc& desc, AlignedMemory memory) {
    const BufferId buffer = add_buffer(Buffer::Place::constant, memory.bytes());
    plan_.buffers[buffer].constant = memory.data();
    plan_.buffers[buffer].owned = std::move(memory);
    return {buffer, desc};
}

BufferId PlanBuilder::add_buffer(Buffer::Place place, std::int64_t bytes) {
    Buffer buffer;
    buffer.place = place;
    buffer.bytes = bytes;
    plan_.buffers.push_back(std::move(buffer));
    return plan_.buffers.size() - 1;
}

}  // namespace mish4j::onednn
