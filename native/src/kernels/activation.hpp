// SPDX-License-Identifier: Apache-2.0
//
// The element-wise functions of a program, by kernels of our own for each instruction set, chosen at run time.
//
// Those made of exponentials have a relative error below 5e-7 where the result is above 1e-37; NaN gives NaN, and
// infinities give the limits. In bf16 and f16 that result is rounded to the nearest number, ties to even.
#pragma once

#include <cstddef>

#include "../program.hpp"

namespace mish4j::kernels {

// Whether activate() computes the functions of this kind.
bool is_activation(EltwiseKind kind);

// dst[i] = function(src[i]), the elements being of a type that a model computes in: f32, bf16 or f16. dst may be src;
// neither need be aligned.
void activate(const Eltwise& function, ElementType type, const void* src, void* dst, std::size_t count);

}  // namespace mish4j::kernels
