// SPDX-License-Identifier: Apache-2.0
//
// cuDNN's context on a GPU: its plans put their work into the stream of the handle that they are executed with.
#pragma once

#include <cuda.h>
#include <cudnn.h>

#include "cudnn_library.hpp"

namespace mish4j::cudnn {

// Made, used and destroyed with the GPU's context current. Used by one thread at a time.
class CudnnHandle {
 public:
    explicit CudnnHandle(const CudnnLibrary& library);
    CudnnHandle(const CudnnHandle&) = delete;
    CudnnHandle& operator=(const CudnnHandle&) = delete;
    ~CudnnHandle();

    cudnnHandle_t get() const { return handle_; }

    void set_stream(CUstream stream);

 private:
    const CudnnLibrary& library_;
    cudnnHandle_t handle_ = nullptr;
};

}  // namespace mish4j::cudnn
