// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "cudnn/kernels/arguments.hpp"
#include "cudnn/layouts/tensor_desc.hpp"
#include "program/program.hpp"

namespace mish4j::cudnn {

// The spatial dimensions of kernels: always three, of which the first ones are of a single element where an image has
// fewer.
inline constexpr std::size_t window_axes = 3;

// kernel: one number for each spatial dimension of src. Throws Error where a number does not fit.
std::array<WindowAxis, window_axes> axes_of(const Dims& kernel, const Window& window, const TensorDesc& src);

// Of each axis, the strides of a tensor that is its place in dst.
std::array<Dims, window_axes> place_strides(std::size_t rank);

// strides without those of spatial dimensions.
Dims without_spatial(const Dims& strides);

}  // namespace mish4j::cudnn
