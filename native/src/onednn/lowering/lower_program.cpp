// SPDX-License-Identifier: Apache-2.0
#include "lower_program.hpp"

#include <utility>
#include <variant>

#include "base/status.hpp"
#include "base/text.hpp"
#include "common/operator_text.hpp"
#include "lowering.hpp"
#include "onednn/library/failure.hpp"
#include "onednn/library/processor.hpp"
#include "onednn/plan/operation.hpp"
#include "program/sources.hpp"

namespace mish4j::onednn {

namespace {

void lower_operation(PlanBuilder& builder, const Operator& op) {
    std::visit([&](const auto& operation) { lower(builder, op.dst, operation); }, op.operation);
}

// Whether there are kernels for an operator in bf16 or f16, other than reference kernels; if not, nothing is added.
bool lower_in_low_precision(PlanBuilder& builder, const Operator& op) {
    const PlanBuilder::Progress begin = builder.progress();
    try {
        lower_operation(builder, op);
        if (!builder.has_reference_step_since(begin)) return true;
    } catch (const dnnl::error& error) {
        if (error.status == dnnl_out_of_memory) throw;
    }
    builder.go_back_to(begin);
    return false;
}

// Once more from plain copies of what the operator reads, should some layout have no kernel in any form.
void lower_in_any_layout(PlanBuilder& builder, const Operator& op) {
    const PlanBuilder::Progress begin = builder.progress();
    try {
        lower_operation(builder, op);
    } catch (const dnnl::error& error) {
        if (error.status == dnnl_out_of_memory) throw;
        builder.go_back_to(begin);
        for (ValueId source : sources_of(op.operation)) builder.make_plain(source);
        lower_operation(builder, op);
    }
}

void lower_in_f32(PlanBuilder& builder, const Operator& op) {
    const DataType type = builder.compute_type();
    builder.set_compute_type(DataType::f32);
    lower_in_any_layout(builder, op);
    builder.set_compute_type(type);
}

void lower_operator(PlanBuilder& builder, const Program& program, const Operator& op) {
    builder.begin_operator(op.name, operation_count(program, op));
    try {
        const bool low_precision = builder.compute_type() != DataType::f32;
        if (!low_precision || !lower_in_low_precision(builder, op)) lower_in_f32(builder, op);
    } catch (const dnnl::error& error) {
        throw failure(operator_text(program, op), error.status);
    } catch (const Error& error) {
        throw Error(error.status(), text(operator_text(program, op), ": ", error.what()));
    }
}

}  // namespace

Plan lower_program(const Program& program, const CompileOptions& options, AlgorithmChoices choices, int parts_done) {
    try {
        PlanBuilder builder(program, thread_count(options.threads), options, std::move(choices));
        const auto total = parts_done + static_cast<int>(program.operators.size());
        int done = parts_done;
        for (const Operator& op : program.operators) {
            options.report(done++, total, op.name);
            lower_operator(builder, program, op);
        }
        return builder.finish();
    } catch (const dnnl::error& error) {
        throw failure("compiling the program", error.status);
    }
}

}  // namespace mish4j::onednn
