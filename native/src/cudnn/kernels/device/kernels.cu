// SPDX-License-Identifier: Apache-2.0
//
// All kernels: one module. Tests compile the same sources for the processor (native/tests/gpu/emulation).
#include "arg_reduce.cuh"
#include "binary.cuh"
#include "chain.cuh"
#include "convert_image.cuh"
#include "convolution.cuh"
#include "copy.cuh"
#include "interpolate.cuh"
#include "matmul.cuh"
#include "normalize.cuh"
#include "pooling.cuh"
#include "reduce.cuh"
#include "softmax.cuh"
#include "top_k.cuh"
#include "transpose.cuh"
