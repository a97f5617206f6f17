// SPDX-License-Identifier: Apache-2.0
//
// The element-wise functions of a program, by kernels of our own for each instruction set, chosen at run time.
//
// Those made of exponentials have a relative error below 5e-7 where the result is above 1e-37; NaN gives NaN, and
// infinities give the limits. In bf16 and f16 that result is rounded to the nearest number, ties to even.
#pragma once

#include <cstddef>

#include "program/program.hpp"
#include "residual_place.hpp"

namespace mish4j::kernels {

// Whether activate() computes the functions of this kind.
bool is_activation(EltwiseKind kind);

// dst[i] = function(src[i]), function(src[i] + residual[i]) or function(src[i]) + residual[i]. The elements are of a
// type that a model computes in, f32, bf16 or f16; sums are rounded to it last. dst may be src or the residual, which
// is not read where its place is `none`; none need be aligned.
void activate(const Eltwise& function, ElementType type, const void* src, const void* residual, ResidualPlace place,
              void* dst, std::size_t count);

inline void activate(const Eltwise& function, ElementType type, const void* src, void* dst, std::size_t count) {
    activate(function, type, src, nullptr, ResidualPlace::none, dst, count);
}

// function(0)
float activation_of_zero(const Eltwise& function);

}  // namespace mish4j::kernels
