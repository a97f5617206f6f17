// SPDX-License-Identifier: Apache-2.0
#include "real_cudnn.hpp"

#include <dlfcn.h>

namespace mish4j::test {

namespace {

constexpr int multiprocessors = 132;

constexpr const char* properties = R"({
    "deviceName": "NVIDIA H200", "deviceVer": 900, "driverVer": 13000, "cudaDeviceId": 0, "pciDeviceId": 0,
    "multiProcessorCount": 132, "smCountOrigin": 0, "totalGlobalMem": 150121545728, "l2CacheSize": 62914560,
    "smClockRateKHz": 1980000, "memClockRateKHz": 3201000, "warpSize": 32,
    "maxGridSize": [2147483647, 65535, 65535], "maxBlockSize": [1024, 1024, 64],
    "maxThreadsPerBlock": 1024, "maxThreadsPerSM": 2048, "maxCtasPerSM": 32,
    "regsPerBlock": 65536, "maxRegistersPerSM": 65536,
    "maxSharedMemoryPerBlock": 49152, "maxSharedMemoryPerBlockOptin": 232448, "reservedSharedMemoryPerBlock": 1024,
    "isTccDriver": 0, "supportCoopLaunch": 1
})";

}  // namespace

const cudnn::CudnnSearch& real_cudnn() {
    static const cudnn::CudnnSearch& found = [&]() -> const cudnn::CudnnSearch& {
        // cuDNN opens the driver by this library's name
        dlopen(MISH4J_STUB_CUDA, RTLD_NOW | RTLD_GLOBAL);
        cudnn::set_cudnn_path(MISH4J_CUDNN_FOLDER);
        return cudnn::find_cudnn();
    }();
    return found;
}

cudnn::PlanTarget h200(const cudnn::CudnnLibrary& library) { return {library, properties, multiprocessors}; }

}  // namespace mish4j::test
