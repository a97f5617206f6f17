// SPDX-License-Identifier: Apache-2.0
//
// The shape of each operator's result, as mish4j.h gives it. Every function checks what it is given, down to sizes that
// would overflow, and throws with the operator's label, what was expected and what was found. The shapes given must
// themselves be valid.
#pragma once

#include <cstdint>
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

// bias: null where there is none.
Dims infer_convolution(const OperatorLabel& label, const Dims& src, const Dims& weights, const Dims* bias,
                       std::int64_t groups, const Window& window);
Dims infer_deconvolution(const OperatorLabel& label, const Dims& src, const Dims& weights, const Dims* bias,
                         std::int64_t groups, const Window& window, const Dims& output_pads);
Dims infer_matmul(const OperatorLabel& label, const Dims& src, const Dims& weights, const Dims* bias);
Dims infer_pooling(const OperatorLabel& label, const Dims& src, const Dims& kernel, const Window& window);
Dims infer_binary(const OperatorLabel& label, const Dims& src0, const Dims& src1);
Dims infer_select(const OperatorLabel& label, const Dims& condition, const Dims& src0, const Dims& src1);
Dims infer_concat(const OperatorLabel& label, std::int32_t axis, const std::vector<const Dims*>& srcs);
Dims infer_slice(const OperatorLabel& label, const Dims& src, const Dims& starts, const Dims& sizes, const Dims& steps);
Dims infer_gather(const OperatorLabel& label, std::int32_t axis, const Dims& src, const Dims& indices);
Dims infer_interpolate(const OperatorLabel& label, const Dims& src, const Interpolate& operation);
Dims infer_resize_nearest(const OperatorLabel& label, const Dims& src, const Dims& scales);
Dims infer_convert_image(const OperatorLabel& label, const Dims& src);
Dims infer_reshape(const OperatorLabel& label, const Dims& src, const Dims& dims);

// permutation, axes: as the ABI has them, not yet known to be within src's rank.
Dims infer_transpose(const OperatorLabel& label, const Dims& src, const Dims& permutation);
Dims infer_reduce(const OperatorLabel& label, const Dims& src, const Dims& axes, bool keep_dims);
Dims infer_arg_reduce(const OperatorLabel& label, std::int64_t axis, const Dims& src, bool keep_dims);

Dims infer_top_k(const OperatorLabel& label, std::int32_t axis, std::int64_t count, const Dims& src);

void check_axis(const OperatorLabel& label, std::int64_t axis, const Dims& src);

}  // namespace mish4j
