// SPDX-License-Identifier: Apache-2.0
//
// cuDNN (libcudnn.so.9), opened at run time and never linked.
#pragma once

#include <string>

#include <cudnn.h>

namespace mish4j::cudnn {

class CudnnLibrary;

// What opening cuDNN gave.
struct CudnnSearch {
    const CudnnLibrary* library = nullptr;  // lives as long as the process
    std::string reason;                     // one sentence; empty when there is a library
};

// Looks for cuDNN on the first call, and for the libraries whose absence would end the process.
const CudnnSearch& find_cudnn();

// "cuDNN 9.24.0"
std::string version_text(const CudnnLibrary& library);

}  // namespace mish4j::cudnn
