// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backend.hpp"
#include "program/program.hpp"

namespace mish4j {

// The element type that a precision computes with.
inline ElementType element_type_of(Precision precision) {
    switch (precision) {
        case Precision::bf16:
            return ElementType::bf16;
        case Precision::f16:
            return ElementType::f16;
        default:
            return ElementType::f32;
    }
}

}  // namespace mish4j
