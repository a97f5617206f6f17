// SPDX-License-Identifier: Apache-2.0
//
// cuDNN (libcudnn.so.9), opened at run time and never linked.
//
// cuDNN opens its own parts (libcudnn_graph.so.9 and others) when they are first needed, and ends the process where one
// is missing. So all that it will need is opened here first. It has two configurations, chosen by the environment
// variable CUDNN_LIB_CONFIG: FULL needs all parts, cuBLASLt and NVRTC; GRAPH_JIT_ONLY needs two parts, and offers the
// same engines for operations that are fused. It is GRAPH_JIT_ONLY unless the variable says otherwise, or something
// else in the process uses cuDNN already, which then is in FULL.
#pragma once

#include <filesystem>
#include <string>

#include <cudnn.h>

namespace mish4j::cudnn {

// The functions of the backend API. The library stays open as long as the process lives.
class CudnnLibrary {
 public:
    std::filesystem::path file;  // of libcudnn.so.9
    std::string configuration;   // "FULL" or "GRAPH_JIT_ONLY"
    std::size_t version = 0;     // 92400

    decltype(&cudnnGetVersion) get_version = nullptr;
    decltype(&cudnnGetCudartVersion) get_cudart_version = nullptr;
    decltype(&cudnnGraphVersionCheck) graph_version_check = nullptr;
    decltype(&cudnnGetErrorString) get_error_string = nullptr;
    decltype(&cudnnGetLastErrorString) get_last_error_string = nullptr;
    decltype(&cudnnCreate) create = nullptr;
    decltype(&cudnnDestroy) destroy = nullptr;
    decltype(&cudnnSetStream) set_stream = nullptr;
    decltype(&cudnnBackendCreateDescriptor) create_descriptor = nullptr;
    decltype(&cudnnBackendDestroyDescriptor) destroy_descriptor = nullptr;
    decltype(&cudnnBackendSetAttribute) set_attribute = nullptr;
    decltype(&cudnnBackendGetAttribute) get_attribute = nullptr;
    decltype(&cudnnBackendFinalize) finalize = nullptr;
    decltype(&cudnnBackendExecute) execute = nullptr;

    // "CUDNN_STATUS_NOT_SUPPORTED (what cuDNN says of it)": of the calling thread's last call.
    std::string describe(cudnnStatus_t status) const;

    // Throws Error "<activity>: cuDNN reports ..." unless it is a success.
    void check(cudnnStatus_t status, const std::string& activity) const;
};

// What opening cuDNN gave.
struct CudnnSearch {
    const CudnnLibrary* library = nullptr;  // lives as long as the process
    std::string reason;                     // one sentence; empty when there is a library
};

// Where to look first: the file libcudnn.so.9 or its folder; empty for the environment variable MISH4J_CUDNN_PATH. To
// be said before find_cudnn is first called.
void set_cudnn_path(std::string path);

// Looks for cuDNN on the first call, and for the libraries whose absence would end the process.
const CudnnSearch& find_cudnn();

// "cuDNN 9.24.0"
std::string version_text(const CudnnLibrary& library);

}  // namespace mish4j::cudnn
