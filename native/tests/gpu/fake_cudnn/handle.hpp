// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <cuda.h>

namespace fake_cudnn {

// What a cudnnHandle_t points to.
struct Handle {
    CUstream stream = nullptr;
    std::string device;  // what plans are for: the GPU's name
};

}  // namespace fake_cudnn
