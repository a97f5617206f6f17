// SPDX-License-Identifier: Apache-2.0
//
// How a kernel gets from the number of an iteration to the places of its tensors' elements. Shared by the host, which
// fills these structs, and by the kernels.
#pragma once

#include <cstdint>

namespace mish4j::cudnn {

inline constexpr int max_loops = 8;

// n / value of a number n below 2^31 is (high(n multiplier) + n) >> shift, where high is the upper half of the product
// of 64 bits (Granlund and Montgomery, Division by invariant integers using multiplication, 1994).
struct Divisor {
    std::uint32_t value;  // 1 to 2^31 - 1
    std::uint32_t multiplier;
    std::uint32_t shift;
};

// Loops, the innermost first, over elements or over vectors of elements. strides: of each tensor, elements from one
// iteration of a loop to the next.
template <int tensors>
struct LoopNest {
    std::int64_t iterations;  // of all loops together
    std::int64_t elements;    // of one loop alone, the last vector may be cut; else what the vectors have together
    std::int32_t rank;
    Divisor sizes[max_loops];
    std::int64_t strides[tensors][max_loops];
};

// How the elements of a vector lie in a tensor.
struct Access {
    std::int64_t step;  // elements from one to the next; 0: one element is repeated
    std::int32_t type;  // MISH4J_TYPE_*
    bool
        together;  // side by side, from multiples of the vector's bytes (at most 16) on, if the tensor's address is one
};

}  // namespace mish4j::cudnn
