// SPDX-License-Identifier: Apache-2.0
//
// CUDA's driver library (libcuda.so.1), opened at run time and never linked.
#pragma once

#include <cuda.h>

#include <string>

#include "base/status.hpp"
#include "cuda_api.hpp"

namespace mish4j::cudnn {

// As cuDriverGetVersion counts: 1000 times the major number and 10 times the minor one.
inline constexpr int oldest_driver_version = 13000;

class CudaDriver {
 public:
    CudaDriver(const CudaApi& api, int version, std::string file);

    const CudaApi& api() const { return api_; }

    // The newest CUDA that the driver supports, 13000 for 13.0.
    int version() const { return version_; }

    // What was opened: a name that the loader found, or a path.
    const std::string& file() const { return file_; }

    // Throws when a call failed. activity: what was done, "copying to cuda:0".
    void check(CUresult result, const char* activity) const {
        if (result != CUDA_SUCCESS) throw failure(result, activity);
    }

    // "waiting for cuda:0: the driver reports CUDA_ERROR_ILLEGAL_ADDRESS (an illegal memory access was encountered)",
    // and, where no later call can succeed, that the device cannot be used until the process ends.
    Error failure(CUresult result, const std::string& activity) const;

 private:
    CudaApi api_;
    int version_;
    std::string file_;
};

// What opening the driver gave.
struct CudaDriverSearch {
    const CudaDriver* driver = nullptr;  // lives as long as the process
    std::string reason;                  // one sentence; empty when there is a driver
};

// Opens the driver on the first call, and checks that it works, is new enough and has a GPU. The environment variable
// MISH4J_CUDA_PATH names the library, or the folder that it is in; without it, the loader looks for libcuda.so.1.
const CudaDriverSearch& find_cuda_driver();

}  // namespace mish4j::cudnn
