// SPDX-License-Identifier: Apache-2.0
//
// The part "program" of mish4j.h, without the operators.
#include <algorithm>

#include "arguments/arguments.hpp"
#include "guard.hpp"
#include "handles/objects.hpp"
#include "mish4j/mish4j.h"
#include "program/shape_checks.hpp"

using namespace mish4j;

namespace {

ElementType read_type(const OperatorLabel& label, std::int32_t type) {
    if (type < MISH4J_TYPE_F32 || type > MISH4J_TYPE_BOOL)
        label.fail("type is ", type, ", expected one of MISH4J_TYPE_*");
    return static_cast<ElementType>(type);
}

Dims read_dims(const OperatorLabel& label, std::int32_t rank, const mish4j_int64* dims) {
    check_rank(label, rank);
    return read_numbers(dims, static_cast<std::size_t>(rank), "dims");
}

}  // namespace

mish4j_status mish4j_program_create(mish4j_program* program) noexcept {
    return guard([&] {
        require(program, "program");
        *program = programs.insert(std::make_unique<ProgramObject>());
    });
}

mish4j_status mish4j_program_close(mish4j_program program) noexcept {
    return guard([&] { programs.close(program); });
}

mish4j_status mish4j_program_add_input(mish4j_program program, const char* name, int32_t type, int32_t rank,
                                       const mish4j_int64* dims, mish4j_value* value) noexcept {
    return guard([&] {
        require(value, "value");
        const ExclusiveUse use(programs, program);
        const OperatorLabel label{"input", read_name(name, "name")};
        *value = use->builder.add_input(label.name, read_type(label, type), read_dims(label, rank, dims));
    });
}

mish4j_status mish4j_program_add_constant(mish4j_program program, int32_t type, int32_t rank, const mish4j_int64* dims,
                                          const void* data, mish4j_int64 bytes, mish4j_value* value) noexcept {
    return guard([&] {
        require(value, "value");
        require(data, "data");
        const ExclusiveUse use(programs, program);
        const OperatorLabel label = use->builder.constant_label();
        *value = use->builder.add_constant(read_type(label, type), read_dims(label, rank, dims), data, bytes);
    });
}

mish4j_status mish4j_program_add_output(mish4j_program program, mish4j_value value, int32_t type,
                                        const char* name) noexcept {
    return guard([&] {
        const ExclusiveUse use(programs, program);
        const OperatorLabel label{"output", read_name(name, "name")};
        use->builder.add_output(value, read_type(label, type), label.name);
    });
}

mish4j_status mish4j_program_get_shape(mish4j_program program, mish4j_value value, int32_t* type, int32_t* rank,
                                       mish4j_int64* dims) noexcept {
    return guard([&] {
        require(type, "type");
        require(rank, "rank");
        require(dims, "dims");
        const ExclusiveUse use(programs, program);
        const Value& found = use->builder.value(value, "value");
        *type = static_cast<int32_t>(found.type);
        *rank = static_cast<int32_t>(found.dims.size());
        std::copy(found.dims.begin(), found.dims.end(), dims);
    });
}
