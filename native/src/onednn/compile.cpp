// SPDX-License-Identifier: Apache-2.0
#include "compile.hpp"

#include <omp.h>

#include <algorithm>

#include "../status.hpp"
#include "../text.hpp"
#include "failure.hpp"
#include "lowering.hpp"
#include "operation.hpp"
#include "processor.hpp"

namespace mish4j::onednn {

namespace {

int thread_count(int wanted) { return std::min(wanted > 0 ? wanted : available_processors(), omp_get_thread_limit()); }

void require_precision(Precision precision) {
    const std::vector<Precision> supported = supported_precisions();
    if (std::find(supported.begin(), supported.end(), precision) != supported.end()) return;
    const std::string needed =
        precision == Precision::bf16 ? "avx512_core_bf16 or avx2_vnni_2" : "avx512_core_fp16 or avx2_vnni_2";
    throw Error(MISH4J_UNSUPPORTED, text("precision ", precision_name(precision), " needs the instruction set ", needed,
                                         ", this processor has ", instruction_set_name()));
}

// A tensor that can't be held is refused before oneDNN plans for it.
void require_memory_for_values(const Program& program) {
    for (const Value& value : program.values) {
        require_memory(value.element_count() * static_cast<std::int64_t>(sizeof(float)),
                       text("a tensor of dimensions ", value.dims));
    }
}

void lower_operator(PlanBuilder& builder, const Program& program, const Operator& op) {
    builder.begin_operator(op.name, operation_count(program, op));
    try {
        std::visit([&](const auto& operation) { lower(builder, op.dst, operation); }, op.operation);
    } catch (const dnnl::error& error) {
        throw failure(operator_text(program, op), error);
    } catch (const Error& error) {
        throw Error(error.status(), text(operator_text(program, op), ": ", error.what()));
    }
}

}  // namespace

Plan compile_plan(const Program& program, const CompileOptions& options) {
    require_precision(options.precision);
    require_memory_for_values(program);
    try {
        PlanBuilder builder(program, thread_count(options.threads), options.precision, options.fast_math);
        for (const Operator& op : program.operators) lower_operator(builder, program, op);
        return builder.finish();
    } catch (const dnnl::error& error) {
        throw failure("compiling the program", error);
    }
}

}  // namespace mish4j::onednn
