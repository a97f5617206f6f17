// SPDX-License-Identifier: Apache-2.0
#include "plan_builder.hpp"

#include <algorithm>
#include <utility>

#include "addresses.hpp"
#include "base/status.hpp"
#include "base/text.hpp"
#include "buffer_placement.hpp"
#include "cudnn/kernels/kernels.hpp"

namespace mish4j::cudnn {

namespace {

ElementType element_type_of(Precision precision) {
    switch (precision) {
        case Precision::bf16:
            return ElementType::bf16;
        case Precision::f16:
            return ElementType::f16;
        default:
            return ElementType::f32;
    }
}

}  // namespace

PlanBuilder::PlanBuilder(const Program& program, std::shared_ptr<const DeviceContext> context,
                         const CompileOptions& options)
    : program_(program),
      context_(std::move(context)),
      options_(options),
      compute_type_(element_type_of(options.precision)),
      placement_(program, {.block = channel_multiple(compute_type_), .slices_are_views = true}),
      stream_(context_->gpu()),
      selector_(*context_, options.tune, stream_, [this](const std::string& candidate) { report(candidate); }),
      views_(program.values.size()),
      raw_views_(program.values.size()),
      joined_views_(program.values.size()) {
    plan_.record = options.record;
    plan_.numbers.threads = 1;
    plan_.numbers.asynchronous = true;
    plan_.numbers.precision = options.precision;
    for (std::size_t port = 0; port < program.inputs.size(); ++port) {
        const auto value = static_cast<std::size_t>(program.inputs[port].value);
        const TensorDesc desc = plain_desc(program.values[value].type, program.values[value].dims);
        const BufferId buffer = add_buffer(Buffer::Place::input, byte_span(desc));
        plan_.buffers[buffer].port = port;
        plan_.input_bytes.push_back(byte_span(desc));
        raw_views_[value] = View{buffer, desc};
    }
}

bool PlanBuilder::is_computed_with(ElementType type) const { return type == ElementType::f32 || type == compute_type_; }

bool PlanBuilder::is_constant(const View& view) const {
    return plan_.buffers[view.buffer].place == Buffer::Place::constant;
}

View PlanBuilder::raw_view(ValueId id) {
    const auto value = static_cast<std::size_t>(id);
    if (raw_views_[value]) return *raw_views_[value];
    if (views_[value]) return *views_[value];
    const Value& constant = program_.values[value];
    raw_views_[value] = add_constant(plain_desc(constant.type, constant.dims), constant.data);
    return *raw_views_[value];
}

View PlanBuilder::view(ValueId id) {
    const auto value = static_cast<std::size_t>(id);
    if (!views_[value]) {
        const View raw = raw_view(id);
        const bool as_it_is = is_computed_with(raw.desc.type);
        views_[value] = as_it_is ? raw : convert(raw, plain_desc(ElementType::f32, raw.desc.dims));
    }
    return *views_[value];
}

std::optional<View> PlanBuilder::destination(ValueId id) {
    std::optional<View>& joined = joined_views_[static_cast<std::size_t>(id)];
    if (joined) return joined;
    std::optional<View> result;
    if (const auto& place = placement_.place(id)) {
        result = channels_view(*destination(place->parent), place->channel, dims(id)[1]);
    } else if (placement_.is_joined(id)) {
        result = allocate(channels_last_desc(compute_type_, dims(id)));
    }
    if (placement_.is_joined(id)) joined = result;
    return result;
}

void PlanBuilder::define(ValueId value, const View& view) { views_[static_cast<std::size_t>(value)] = view; }

View PlanBuilder::convert(const View& view, const TensorDesc& wanted) {
    if (view.desc.type == wanted.type) {
        if (same_places(view.desc, wanted)) return view;
        if (same_places(with_zero_channels(view), wanted)) return {view.buffer, wanted, view.offset};
    }
    for (const Conversion& done : conversions_) {
        if (is_same(done.source, view) && done.result.desc == wanted) return done.result;
    }
    const View result = allocate(wanted);
    add_copy(view, result);
    conversions_.push_back({view, result});
    return result;
}

View PlanBuilder::reshape(const View& view, const Dims& dims) {
    if (view.desc.dims == dims) return view;
    if (const auto reshaped = reshaped_view(view, dims)) return *reshaped;
    return *reshaped_view(convert(view, plain_desc(view.desc.type, view.desc.dims)), dims);
}

View PlanBuilder::allocate(const TensorDesc& desc) {
    return {add_buffer(Buffer::Place::activation, byte_span(desc)), desc};
}

View PlanBuilder::result(ValueId value, const TensorDesc& desc) {
    const auto destined = destination(value);
    return destined ? *destined : allocate(desc);
}

View PlanBuilder::add_constant(const TensorDesc& desc, const void* data) {
    const View view = allocate(desc);
    become_constant(view);
    stream_.copy_to_device(plan_.buffers[view.buffer].constant.data(), data, byte_span(desc));
    stream_.synchronize();
    return view;
}

void PlanBuilder::become_constant(const View& view) {
    Buffer& buffer = plan_.buffers[view.buffer];
    buffer.place = Buffer::Place::constant;
    if (buffer.constant.data() == nullptr) {
        buffer.constant = DeviceMemory(context_->gpu(), buffer.bytes, "the constants of the model");
        stream_.clear(buffer.constant.data(), buffer.bytes);
    }
}

void PlanBuilder::run_now(const KernelCall& call, const std::vector<View>& srcs, const View& dst) {
    const AddressOf address_of = [&](const View& view) {
        return plan_.buffers[view.buffer].constant.data() + view.offset;
    };
    stream_.launch(call, kernel_pointers(srcs, dst, address_of));
    stream_.synchronize();
}

void PlanBuilder::add_step(const std::string& operation, KernelCall call, const std::vector<View>& srcs,
                           const View& dst) {
    const bool known_now = std::all_of(srcs.begin(), srcs.end(), [&](const View& src) { return is_constant(src); });
    if (known_now) {
        // A part of a concatenation's result that is constant is written in every run: the rest of the result is not.
        const Buffer& buffer = plan_.buffers[dst.buffer];
        if (dst.offset == 0 && buffer.bytes == byte_span(dst.desc)) {
            become_constant(dst);
            run_now(call, srcs, dst);
            return;
        }
    }
    append_step(operation, std::move(call), srcs, dst);
}

void PlanBuilder::begin_operator(const std::string& name) {
    operator_name_ = name;
    ++operators_begun_;
    options_.report(operators_begun_ - 1, static_cast<int>(program_.operators.size()), name);
}

void PlanBuilder::report(const std::string& candidate) const {
    options_.report(operators_begun_ - 1, static_cast<int>(program_.operators.size()),
                    text(operator_name_, " with ", candidate));
}

void PlanBuilder::append_step(const std::string& operation, KernelCall call, const std::vector<View>& srcs,
                              const View& dst) {
    Step step;
    step.description = {
        .name = operator_name_, .operation = operation, .kernel = call.function, .dst = describe(dst.desc)};
    step.work = std::move(call);
    step.srcs = srcs;
    step.dst = dst;
    plan_.steps.push_back(std::move(step));
}

void PlanBuilder::add_step(const std::string& operation, EngineCall call, const std::vector<View>& srcs,
                           const View& dst) {
    Step step;
    step.description = {
        .name = operator_name_, .operation = operation, .kernel = call.plan->name(), .dst = describe(dst.desc)};
    step.workspace_bytes = call.plan->workspace_bytes();
    step.work = std::move(call);
    step.srcs = srcs;
    step.dst = dst;
    plan_.steps.push_back(std::move(step));
}

void PlanBuilder::add_copy(const View& src, const View& dst) {
    add_step("reorder", copy_call(src.desc, dst.desc), {src}, dst);
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
    operator_name_ = output.name;
    for (const Operator& candidate : program_.operators) {
        if (candidate.dst == output.value) operator_name_ = candidate.name;
    }
}

// The step that produces an output writes it where outputs are copied from, if it can; else a copy is made.
void PlanBuilder::place_output(std::size_t port, const Port& output) {
    const View source = raw_view(output.value);
    const bool as_it_is = source.desc.type == output.type;
    const TensorDesc wanted = plain_desc(output.type, dims(output.value));
    plan_.output_bytes.push_back(byte_span(wanted));
    const View result = as_it_is ? source : view(output.value);
    if (as_it_is && same_places(result.desc, wanted) && can_become_output(result)) {
        plan_.buffers[result.buffer].place = Buffer::Place::output;
        plan_.buffers[result.buffer].port = port;
        return;
    }
    const View place{add_buffer(Buffer::Place::output, byte_span(wanted)), wanted};
    plan_.buffers[place.buffer].port = port;
    append_step("reorder", copy_call(result.desc, wanted), {result}, place);
}

bool PlanBuilder::can_become_output(const View& view) const {
    const Buffer& buffer = plan_.buffers[view.buffer];
    return buffer.place == Buffer::Place::activation && view.offset == 0 && buffer.bytes == byte_span(view.desc);
}

BufferId PlanBuilder::add_buffer(Buffer::Place place, std::int64_t bytes) {
    Buffer buffer;
    buffer.place = place;
    buffer.bytes = bytes;
    plan_.buffers.push_back(std::move(buffer));
    return plan_.buffers.size() - 1;
}

}  // namespace mish4j::cudnn
