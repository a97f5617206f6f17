// SPDX-License-Identifier: Apache-2.0
//
// How tensors are told in descriptions of steps.
#pragma once

#include <cstddef>
#include <string>

#include "program/program.hpp"

namespace mish4j {

// "1x32x8x8"; "scalar" for rank 0.
std::string dims_text(const Dims& dims);

// A letter for each dimension: "nchw" for rank 4, "abcdef" for ranks that no image has.
std::string dimension_letters(std::size_t rank);

// "1x32x8x8 nhwc f16"
std::string tensor_text(const Dims& dims, const std::string& layout, ElementType type);

}  // namespace mish4j
