// SPDX-License-Identifier: Apache-2.0
#include "plan_builder.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "buffer_placement.hpp"
#include "common/compute_type.hpp"
#include "onednn/layouts/channel_blocks.hpp"
#include "onednn/layouts/known_layouts.hpp"
#include "onednn/library/data_types.hpp"
#include "onednn/library/processor.hpp"
#include "onednn/library/selection.hpp"
#include "operation.hpp"
#include "program/element_type.hpp"

namespace mish4j::onednn {

namespace {

DataType type_of(const CompileOptions& options) { return data_type_of(element_type_of(options.precision)); }

}  // namespace

PlanBuilder::PlanBuilder(const Program& program, int threads, const CompileOptions& options, AlgorithmChoices choices)
    : PlanBuilderCore(program, {.block = options.fast_math ? 0 : channel_block(type_of(options)), .ragged_end = true}),
      choices_(std::move(choices)),
      compute_type_(type_of(options)),
      fast_math_(options.fast_math),
      strict_(options.accuracy == Accuracy::strict),
      block_(fast_math_ ? 0 : channel_block(compute_type_)) {
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
        define_boundary(value, add_buffer(Buffer::Place::input, byte_count(boundary_layout(value)), port));
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

View PlanBuilder::operand(ValueId value) {
    const View& source = view(value);
    if (source.desc.get_data_type() == compute_type_) return source;
    return convert(source, unblocked_layout(source.desc, compute_type_));
}

std::int64_t PlanBuilder::bytes_of(const Desc& desc) const { return byte_count(desc); }

View PlanBuilder::channels_of(const View& image, std::int64_t channel, std::int64_t count) const {
    return *channel_slice(image, channel, count);
}

Desc PlanBuilder::joined_desc(ValueId value) const {
    return channel_blocked_layout(dims(value), compute_type_, block_);
}

void PlanBuilder::define(ValueId value, const View& view) {
    values_.view(value) = {view.buffer, canonical_layout(view.desc), view.offset};
}

void PlanBuilder::make_plain(ValueId value) {
    const View& source = view(value);
    define(value, convert(source, plain_layout(source.desc.get_dims(), source.desc.get_data_type())));
}

std::optional<View> PlanBuilder::without_copy(const View& view, const Desc& wanted) const {
    if (!same_bits(view.desc, wanted)) return std::nullopt;
    return View{view.buffer, wanted, view.offset};
}

View PlanBuilder::copied(const View& view, const Desc& wanted) {
    if (is_constant(view)) return convert_now(view, wanted);
    const View result = allocate(wanted);
    add_copy(view, result);
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
    values_.forget_from(begin.buffers, begin.conversions);
    plan_.steps.erase(plan_.steps.begin() + static_cast<std::ptrdiff_t>(begin.steps), plan_.steps.end());
    plan_.buffers.erase(plan_.buffers.begin() + static_cast<std::ptrdiff_t>(begin.buffers), plan_.buffers.end());
}

void PlanBuilder::begin_output(const Port& output, const std::string& producer) {
    begin_operator(producer, moving_count(program_.values[output.value]));
}

void PlanBuilder::place_output(std::size_t port, const Port& output) {
    const ValueId value = output.value;
    if (!is_computed_with(output.type)) {
        const std::int64_t bytes = program_.values[value].element_count() * element_size(output.type);
        write_output(value, output.type, add_buffer(Buffer::Place::output, bytes, port));
        return;
    }
    const Desc plain = plain_layout(dims(value), output.type == ElementType::f32 ? DataType::f32 : compute_type_);
    const View result = convert(view(value), plain);
    if (can_become_output(result)) return become_output(result, port);
    add_copy(result, {add_buffer(Buffer::Place::output, byte_count(plain), port), plain});
}

void PlanBuilder::place_buffers() {
    keep_used_constants(plan_);
    place_activations(plan_);
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

}  // namespace mish4j::onednn
