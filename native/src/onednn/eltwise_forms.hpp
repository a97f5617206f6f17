// SPDX-License-Identifier: Apache-2.0
//
// mish4j's element-wise and binary functions in oneDNN's terms.
//
// What oneDNN's vectorised kernels do with special values, also where they are fused:
//   NaN   stays NaN except in relu, clip, min and max, which may turn it into a number
//   -inf  becomes NaN in mish and swish
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <string>

#include "../program.hpp"

namespace mish4j::onednn {

struct EltwiseForm {
    dnnl::algorithm algorithm;
    float alpha;
    float beta;
};

EltwiseForm eltwise_form(const Eltwise& eltwise);

dnnl::algorithm binary_algorithm(BinaryKind kind);

// Their names in descriptions of steps, "mish" and "add".
std::string name_of(const Eltwise& eltwise);
std::string name_of(BinaryKind kind);

}  // namespace mish4j::onednn
