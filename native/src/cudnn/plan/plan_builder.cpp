// SPDX-License-Identifier: Apache-2.0
#include "plan_builder.hpp"

#include <algorithm>
#include <utility>

#include "addresses.hpp"
#include "base/status.hpp"
#include "base/text.hpp"
#include "buffer_placement.hpp"
#include "common/compute_type.hpp"
#include "cudnn/kernels/kernels.hpp"

namespace mish4j::cudnn {

PlanBuilder::PlanBuilder(const Program& program, std::shared_ptr<const DeviceContext> context,
                         const CompileOptions& options)
    : PlanBuilderCore(program,
                      {.block = channel_multiple(element_type_of(options.precision)), .slices_are_views = true}),
      context_(std::move(context)),
      options_(options),
      compute_type_(element_type_of(options.precision)),
      stream_(context_->gpu()),
      selector_(*context_, options.tune, stream_, [this](const std::string& candidate) { report(candidate); }) {
    plan_.record = options.record;
    plan_.numbers.threads = 1;
    plan_.numbers.asynchronous = true;
    plan_.numbers.precision = options.precision;
    for (std::size_t port = 0; port < program.inputs.size(); ++port) {
        const ValueId value = program.inputs[port].value;
        const TensorDesc desc = plain_desc(program.values[static_cast<std::size_t>(value)].type, dims(value));
        plan_.input_bytes.push_back(byte_span(desc));
        values_.raw_view(value) = View{add_buffer(Buffer::Place::input, byte_span(desc), port), desc};
    }
}

bool PlanBuilder::is_computed_with(ElementType type) const { return type == ElementType::f32 || type == compute_type_; }

View PlanBuilder::raw_view(ValueId value) {
    std::optional<View>& raw = values_.raw_view(value);
    if (raw) return *raw;
    if (values_.view(value)) return *values_.view(value);
    const Value& constant = program_.values[static_cast<std::size_t>(value)];
    raw = add_constant(plain_desc(constant.type, constant.dims), constant.data);
    return *raw;
}

View PlanBuilder::view(ValueId value) {
    if (!values_.view(value)) {
        const View raw = raw_view(value);
        const bool as_it_is = is_computed_with(raw.desc.type);
        define(value, as_it_is ? raw : convert(raw, plain_desc(ElementType::f32, raw.desc.dims)));
    }
    return *values_.view(value);
}

void PlanBuilder::define(ValueId value, const View& view) { values_.view(value) = view; }

std::int64_t PlanBuilder::bytes_of(const TensorDesc& desc) const { return byte_span(desc); }

View PlanBuilder::channels_of(const View& image, std::int64_t channel, std::int64_t count) const {
    return channels_view(image, channel, count);
}

TensorDesc PlanBuilder::joined_desc(ValueId value) const { return channels_last_desc(compute_type_, dims(value)); }

std::optional<View> PlanBuilder::without_copy(const View& view, const TensorDesc& wanted) const {
    if (view.desc.type != wanted.type) return std::nullopt;
    if (same_places(view.desc, wanted)) return view;
    if (same_places(with_zero_channels(view), wanted)) return View{view.buffer, wanted, view.offset};
    return std::nullopt;
}

View PlanBuilder::copied(const View& view, const TensorDesc& wanted) {
    const View result = allocate(wanted);
    add_copy(view, result);
    return result;
}

View PlanBuilder::reshape(const View& view, const Dims& dims) {
    if (view.desc.dims == dims) return view;
    if (const auto reshaped = reshaped_view(view, dims)) return *reshaped;
    return *reshaped_view(convert(view, plain_desc(view.desc.type, view.desc.dims)), dims);
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

void PlanBuilder::begin_output(const Port& /*output*/, const std::string& producer) { operator_name_ = producer; }

void PlanBuilder::place_output(std::size_t port, const Port& output) {
    const View source = raw_view(output.value);
    const bool as_it_is = source.desc.type == output.type;
    const TensorDesc wanted = plain_desc(output.type, dims(output.value));
    plan_.output_bytes.push_back(byte_span(wanted));
    const View result = as_it_is ? source : view(output.value);
    if (as_it_is && same_places(result.desc, wanted) && can_become_output(result)) return become_output(result, port);
    const View place{add_buffer(Buffer::Place::output, byte_span(wanted), port), wanted};
    append_step("reorder", copy_call(result.desc, wanted), {result}, place);
}

void PlanBuilder::place_buffers() {
    keep_used_constants(plan_);
    place_activations(plan_);
}

}  // namespace mish4j::cudnn
