// SPDX-License-Identifier: Apache-2.0
//
// CUDA's driver library (libcuda.so.1), opened at run time and never linked.
#pragma once

#include <string>

#include <cuda.h>

namespace mish4j::cudnn {

class CudaDriver;

// What opening the driver gave.
struct CudaDriverSearch {
    const CudaDriver* driver = nullptr;  // lives as long as the process
    std::string reason;                  // one sentence; empty when there is a driver
};

// Opens the driver on the first call, and checks that it works and is new enough.
const CudaDriverSearch& find_cuda_driver();

}  // namespace mish4j::cudnn
