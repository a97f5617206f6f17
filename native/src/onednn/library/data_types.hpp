// SPDX-License-Identifier: Apache-2.0
//
// The types of tensors in plans, in the terms of oneDNN and of the C ABI.
#pragma once

#include <oneapi/dnnl/dnnl.hpp>

#include "program/program.hpp"

namespace mish4j::onednn {

// Of a type that is computed with: f32, bf16 or f16.
dnnl::memory::data_type data_type_of(ElementType type);

// Of a type that is computed with, or of bytes.
ElementType element_type_of(dnnl::memory::data_type type);

}  // namespace mish4j::onednn
