// SPDX-License-Identifier: Apache-2.0
//
// The types that are computed with, f32, bf16 and f16, in the terms of oneDNN and of the C ABI.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>
#include <string>

#include "backend.hpp"
#include "program/program.hpp"

namespace mish4j::onednn {

// "f32", "bf16" or "f16".
std::string precision_name(Precision precision);

dnnl::memory::data_type data_type_of(Precision precision);

// The element type of what is computed with: f32, bf16 or f16.
ElementType element_type_of(dnnl::memory::data_type type);

}  // namespace mish4j::onednn
