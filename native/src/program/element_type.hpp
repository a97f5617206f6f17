// SPDX-License-Identifier: Apache-2.0
//
// The facts of element types.
#pragma once

#include <cstdint>
#include <string>

#include "base/status.hpp"
#include "program.hpp"

namespace mish4j {

// In bytes.
inline std::int64_t element_size(ElementType type) {
    switch (type) {
        case ElementType::f64:
        case ElementType::i64:
            return 8;
        case ElementType::f32:
        case ElementType::i32:
            return 4;
        case ElementType::f16:
        case ElementType::bf16:
            return 2;
        case ElementType::i8:
        case ElementType::u8:
        case ElementType::boolean:
            return 1;
    }
    throw Error(MISH4J_INTERNAL_ERROR, "there is no element type of that number");
}

// "f32", "bool".
inline std::string type_name(ElementType type) {
    switch (type) {
        case ElementType::f32:
            return "f32";
        case ElementType::f64:
            return "f64";
        case ElementType::f16:
            return "f16";
        case ElementType::bf16:
            return "bf16";
        case ElementType::i8:
            return "i8";
        case ElementType::u8:
            return "u8";
        case ElementType::i32:
            return "i32";
        case ElementType::i64:
            return "i64";
        case ElementType::boolean:
            return "bool";
    }
    throw Error(MISH4J_INTERNAL_ERROR, "there is no element type of that number");
}

}  // namespace mish4j
