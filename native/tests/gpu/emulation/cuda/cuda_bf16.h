// SPDX-License-Identifier: Apache-2.0
//
// In the place of CUDA's header of this name: what the kernels use of it, for the processor.
#pragma once

#include "numbers.hpp"

struct __nv_bfloat16 {
    unsigned short bits;
};

struct __nv_bfloat162 {
    __nv_bfloat16 x;
    __nv_bfloat16 y;
};

inline float __bfloat162float(__nv_bfloat16 x) { return mish4j::test::bfloat_to_float(x.bits); }
inline __nv_bfloat16 __float2bfloat16_rn(float x) { return {mish4j::test::float_to_bfloat(x)}; }
inline __nv_bfloat162 __floats2bfloat162_rn(float x, float y) {
    return {__float2bfloat16_rn(x), __float2bfloat16_rn(y)};
}
