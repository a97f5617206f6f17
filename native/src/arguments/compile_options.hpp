// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "backend.hpp"

namespace mish4j {

// Reads mish4j_compile's pairs of a key and its value. Throws MISH4J_INVALID_ARGUMENT.
CompileOptions read_compile_options(std::int32_t count, const mish4j_int64* pairs);

}  // namespace mish4j
