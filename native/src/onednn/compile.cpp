// SPDX-License-Identifier: Apache-2.0
#include "compile.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/status.hpp"
#include "base/text.hpp"
#include "common/compute_type.hpp"
#include "onednn/library/processor.hpp"
#include "onednn/lowering/lower_program.hpp"
#include "onednn/tuning/algorithm_selection.hpp"
#include "program/element_type.hpp"

namespace mish4j::onednn {

namespace {

void require_precision(Precision precision) {
    const std::vector<Precision> supported = supported_precisions();
    if (std::find(supported.begin(), supported.end(), precision) != supported.end()) return;
    const std::string needed =
        precision == Precision::bf16 ? "avx512_core_bf16 or avx2_vnni_2" : "avx512_core_fp16 or avx2_vnni_2";
    throw Error(MISH4J_UNSUPPORTED,
                text("precision ", type_name(element_type_of(precision)), " needs the instruction set ", needed,
                     ", this processor has ", instruction_set_name()));
}

// A tensor that can't be held is refused before oneDNN plans for it.
void require_memory_for_values(const Program& program) {
    for (const Value& value : program.values) {
        require_memory(value.element_count() * static_cast<std::int64_t>(sizeof(float)),
                       text("a tensor of dimensions ", value.dims));
    }
}

}  // namespace

Plan compile_plan(const Program& program, const CompileOptions& options, const DiskCache& times) {
    require_precision(options.precision);
    require_memory_for_values(program);
    AlgorithmSelection selection = select_algorithms(program, options, thread_count(options.threads), times);
    return lower_program(program, options, std::move(selection.choices), selection.measured);
}

}  // namespace mish4j::onednn
