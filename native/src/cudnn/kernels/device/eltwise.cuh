// SPDX-License-Identifier: Apache-2.0
//
// The element-wise functions of mish4j.h (MISH4J_ELTWISE_*). NaN gives NaN, and infinities give the limits.
#pragma once

#include <cmath>
#include <cstdint>

#include "mish4j/mish4j.h"

namespace mish4j::cudnn {

// x n / (n + 2) with n = e^x (e^x + 2). From 20 on the quotient is 1 in float; below -110, e^x is 0. The divisor is 2
// to 3e17, where the quick division is exact to 2 units in the last place.
__device__ inline float mish(float x) {
    const float bounded = x > 20.0F ? 20.0F : x < -110.0F ? -110.0F : x;
    const float e = expf(bounded);
    const float n = e * (e + 2.0F);
    const float result = bounded * __fdividef(n, n + 2.0F);
    return x > 20.0F ? x : result;
}

// x / (1 + e^-u), 0 where e^-u is infinite.
__device__ inline float times_sigmoid(float x, float u) {
    const float e = expf(-u);
    return e == INFINITY ? copysignf(0.0F, x) : x / (1.0F + e);
}

__device__ inline float bounded(float x, float least, float most) { return x != x ? x : fminf(fmaxf(x, least), most); }

// The functions whose code is long.
__device__ __attribute__((noinline)) inline float long_eltwise(std::int32_t kind, float alpha, float beta, float x) {
    switch (kind) {
        case MISH4J_ELTWISE_TANH:
            return tanhf(x);
        case MISH4J_ELTWISE_SOFTPLUS:
            return x > 20.0F ? x : log1pf(expf(x));
        case MISH4J_ELTWISE_ELU:
            return x > 0 ? x : alpha * expm1f(x);
        case MISH4J_ELTWISE_EXP:
            return expf(x);
        case MISH4J_ELTWISE_LOG:
            return logf(x);
        case MISH4J_ELTWISE_POW:
            return alpha * powf(x, beta);
        case MISH4J_ELTWISE_ERF:
            return erff(x);
        case MISH4J_ELTWISE_GELU:
            // Below -20, erfc is 0 in float.
            return x < -20.0F ? -0.0F : 0.5F * x * erfcf(-0.707106781F * x);
        case MISH4J_ELTWISE_GELU_TANH:
            // (1 + tanh(u)) / 2 is the sigmoid of 2 u.
            return times_sigmoid(x, 1.59576912F * (x + 0.044715F * x * x * x));
        case MISH4J_ELTWISE_SOFTSIGN:
            return fabsf(x) == INFINITY ? copysignf(1.0F, x) : x / (1.0F + fabsf(x));
        default:
            return x;
    }
}

__device__ inline float eltwise(std::int32_t kind, float alpha, float beta, float x) {
    switch (kind) {
        case MISH4J_ELTWISE_MISH:
            return mish(x);
        case MISH4J_ELTWISE_RELU:
            return !(x <= 0) ? x : alpha == 0 ? 0.0F : alpha * x;
        case MISH4J_ELTWISE_SIGMOID:
            return 1.0F / (1.0F + expf(-x));
        case MISH4J_ELTWISE_SWISH:
            return times_sigmoid(x, alpha * x);
        case MISH4J_ELTWISE_LINEAR:
            return alpha * x + beta;
        case MISH4J_ELTWISE_CLIP:
            return bounded(x, alpha, beta);
        case MISH4J_ELTWISE_SQRT:
            return sqrtf(x);
        case MISH4J_ELTWISE_ABS:
            return fabsf(x);
        case MISH4J_ELTWISE_ROUND:
            return rintf(x);
        case MISH4J_ELTWISE_FLOOR:
            return floorf(x);
        case MISH4J_ELTWISE_CEIL:
            return ceilf(x);
        case MISH4J_ELTWISE_SIGN:
            return x < 0 ? -1.0F : x > 0 ? 1.0F : x;
        case MISH4J_ELTWISE_HARD_SIGMOID:
            return bounded(alpha * x + beta, 0.0F, 1.0F);
        case MISH4J_ELTWISE_HARD_SWISH:
            return x < -3.0F ? -0.0F : x * bounded(x / 6.0F + 0.5F, 0.0F, 1.0F);
        default:
            return long_eltwise(kind, alpha, beta, x);
    }
}

// All of a vector: the choice of the function is made once.
template <int width>
__device__ inline void eltwise_vector(std::int32_t kind, float alpha, float beta, float (&values)[width]) {
    if (kind == MISH4J_ELTWISE_MISH) {
#pragma unroll
        for (int i = 0; i < width; ++i) values[i] = mish(values[i]);
    } else {
#pragma unroll
        for (int i = 0; i < width; ++i) values[i] = eltwise(kind, alpha, beta, values[i]);
    }
}

}  // namespace mish4j::cudnn
