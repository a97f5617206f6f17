// SPDX-License-Identifier: Apache-2.0
//
// mish4j's element-wise and binary functions in oneDNN's terms: what is fused into its primitives, and the power. An
// element-wise function by itself is a kernel of our own.
//
// Where oneDNN 3.13's fused functions deviate from their definitions:
//   mish      -inf gives NaN; relative error of 1e-3 at -10, zero below -16.6 (absolute error 1.3e-6)
//   swish     -inf gives NaN
//   relu      NaN gives 0 where alpha is 0
//   clip      NaN gives alpha
//   exp       NaN gives +inf
//   softplus  absolute error of up to 8e-6 for x < -10, where the result is smaller than that
//   elu       relative error of 1 for tiny negative x (absolute error 1e-7)
//   gelu      -inf gives NaN, in both forms; relative error of 1 below -13 (absolute error 1e-7)
//   hard_...  NaN gives 1 for hard_sigmoid; -inf gives NaN for hard_swish
// Where the accuracy is strict, none of them is fused (post_ops.hpp). Its binary min and max give the right operand
// where the left one is NaN, and are not used. Its logarithm has an absolute error of 2e-6 and a relative one of 1e-2
// near 1, and is not used.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <optional>

#include "program/program.hpp"

namespace mish4j::onednn {

struct EltwiseForm {
    dnnl::algorithm algorithm;
    float alpha;
    float beta;
};

// Nothing where oneDNN lacks the function, or computes it less exactly than it should be.
std::optional<EltwiseForm> eltwise_form(const Eltwise& eltwise);

// Nothing where oneDNN lacks the function. Of "greater" and "greater or equal", that of the exchanged operands:
// oneDNN's own hold for NaN.
std::optional<dnnl::algorithm> binary_algorithm(BinaryKind kind);

}  // namespace mish4j::onednn
