// SPDX-License-Identifier: Apache-2.0
#include "shape_checks.hpp"

#include <cmath>

#include "element_type.hpp"

namespace mish4j {

namespace {

std::string_view plural(std::size_t count) { return count == 1 ? "" : "s"; }

}  // namespace

std::int64_t byte_size(const Value& value) { return value.element_count() * element_size(value.type); }

void check_rank(const OperatorLabel& label, std::int32_t rank) {
    if (rank < 0 || rank > MISH4J_MAX_RANK) label.fail("rank is ", rank, ", expected 0 to ", MISH4J_MAX_RANK);
}

void check_shape(const OperatorLabel& label, const Dims& dims, ElementType type) {
    const std::int64_t limit = max_bytes / element_size(type);
    std::int64_t elements = 1;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] < 1 || dims[i] > max_dim) {
            label.fail("dimension ", i, " of the shape ", dims, " is ", dims[i], ", expected 1 to ", max_dim);
        }
        if (dims[i] > limit / elements) label.fail("the shape ", dims, " has more than ", max_bytes, " bytes");
        elements *= dims[i];
    }
}

void check_axis(const OperatorLabel& label, std::int64_t axis, const Dims& src) {
    if (axis < 0 || axis >= static_cast<std::int64_t>(src.size())) {
        label.fail("axis is ", axis, ", expected 0 to rank - 1 of src ", src);
    }
}

void check_spatial_rank(const OperatorLabel& label, std::int32_t spatial_rank, const Dims& src) {
    if (spatial_rank < 1 || spatial_rank > max_spatial_rank) {
        label.fail("spatial_rank is ", spatial_rank, ", expected 1 to ", max_spatial_rank);
    }
    if (src.size() != static_cast<std::size_t>(spatial_rank) + 2) {
        label.fail("expected src of rank ", spatial_rank + 2, ", [N, C, ", spatial_rank, " spatial dimension",
                   plural(static_cast<std::size_t>(spatial_rank)), "], found ", src);
    }
}

void check_finite(const OperatorLabel& label, std::string_view argument, const std::vector<float>& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!std::isfinite(numbers[i])) {
            label.fail(argument, "[", i, "] is ", numbers[i], ", expected a finite number");
        }
    }
}

Dims with_dimension(const Dims& src, std::int64_t axis, std::int64_t dim) {
    Dims dst = src;
    dst[static_cast<std::size_t>(axis)] = dim;
    return dst;
}

}  // namespace mish4j
