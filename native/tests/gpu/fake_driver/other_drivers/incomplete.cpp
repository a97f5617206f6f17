// SPDX-License-Identifier: Apache-2.0
//
// Has the functions that every driver has had, and no others.
#include <cuda.h>

CUresult cuInit(unsigned int) { return CUDA_SUCCESS; }

CUresult cuDriverGetVersion(int* version) {
    *version = CUDA_VERSION;
    return CUDA_SUCCESS;
}

CUresult cuGetErrorName(CUresult, const char**) { return CUDA_ERROR_INVALID_VALUE; }

CUresult cuGetErrorString(CUresult, const char**) { return CUDA_ERROR_INVALID_VALUE; }

CUresult cuDeviceGetCount(int* count) {
    *count = 1;
    return CUDA_SUCCESS;
}
