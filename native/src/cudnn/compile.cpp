// SPDX-License-Identifier: Apache-2.0
#include "compile.hpp"

#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "common/operator_text.hpp"
#include "cudnn/lowering/lowering.hpp"

namespace mish4j::cudnn {

namespace {

// A tensor that no GPU of this kind can hold is refused before anything is computed for it.
void require_memory_for_values(const Program& program, const GpuProperties& gpu) {
    for (const Value& value : program.values) {
        const std::int64_t bytes = value.element_count() * 2;
        if (bytes <= gpu.memory_bytes) continue;
        throw Error(MISH4J_OUT_OF_MEMORY, text("a tensor of dimensions ", value.dims, " takes at least ", bytes,
                                               " bytes, ", gpu.name, " has ", gpu.memory_bytes));
    }
}

void lower_operator(PlanBuilder& builder, const Program& program, const Operator& op) {
    builder.begin_operator(op.name);
    try {
        std::visit([&](const auto& operation) { lower(builder, op.dst, operation); }, op.operation);
    } catch (const Error& error) {
        throw Error(error.status(), text(operator_text(program, op), ": ", error.what()));
    }
}

}  // namespace

Plan compile_plan(const Program& program, std::shared_ptr<const DeviceContext> context, const CompileOptions& options) {
    require_memory_for_values(program, context->gpu()->properties());
    PlanBuilder builder(program, std::move(context), options);
    for (const Operator& op : program.operators) lower_operator(builder, program, op);
    Plan plan = builder.finish();
    const int total = static_cast<int>(program.operators.size());
    options.report(total, total, "");
    return plan;
}

}  // namespace mish4j::cudnn
