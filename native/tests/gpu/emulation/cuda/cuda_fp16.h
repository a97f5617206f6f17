// SPDX-License-Identifier: Apache-2.0
//
// In the place of CUDA's header of this name: what the kernels use of it, for the processor.
#pragma once

#include "numbers.hpp"

struct __half {
    unsigned short bits;
};

struct __half2 {
    __half x;
    __half y;
};

inline __half __ushort_as_half(unsigned short bits) { return {bits}; }
inline float __half2float(__half x) { return mish4j::test::half_to_float(x.bits); }
inline __half __float2half_rn(float x) { return {mish4j::test::float_to_half(x)}; }
inline __half2 __floats2half2_rn(float x, float y) { return {__float2half_rn(x), __float2half_rn(y)}; }
