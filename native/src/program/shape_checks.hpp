// SPDX-License-Identifier: Apache-2.0
//
// Checks that several operators share; each throws with the operator's label.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "operator_label.hpp"
#include "program.hpp"

namespace mish4j {

// The limits of a shape: every dimension at least 1 and at most max_dim, and at most max_bytes in all.
inline constexpr std::int64_t max_dim = (std::int64_t{1} << 31) - 1;
inline constexpr std::int64_t max_bytes = std::int64_t{1} << 40;
inline constexpr std::int32_t max_spatial_rank = 3;

// The bytes of a value whose shape is valid.
std::int64_t byte_size(const Value& value);

void check_rank(const OperatorLabel& label, std::int32_t rank);
void check_shape(const OperatorLabel& label, const Dims& dims, ElementType type);

// The number of spatial dimensions of src, [N, C, spatial...].
void check_spatial_rank(const OperatorLabel& label, std::int32_t spatial_rank, const Dims& src);

void check_axis(const OperatorLabel& label, std::int64_t axis, const Dims& src);
void check_finite(const OperatorLabel& label, std::string_view argument, const std::vector<float>& numbers);

// Whether two dimensions broadcast; the result is the larger.
inline bool broadcasts(std::int64_t a, std::int64_t b) { return a == b || a == 1 || b == 1; }

// src with another dimension.
Dims with_dimension(const Dims& src, std::int64_t axis, std::int64_t dim);

}  // namespace mish4j
