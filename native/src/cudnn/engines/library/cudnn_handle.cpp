// SPDX-License-Identifier: Apache-2.0
#include "cudnn_handle.hpp"

namespace mish4j::cudnn {

CudnnHandle::CudnnHandle(const CudnnLibrary& library) : library_(library) {
    library.check(library.create(&handle_), "opening the GPU for " + version_text(library));
}

CudnnHandle::~CudnnHandle() { library_.destroy(handle_); }

void CudnnHandle::set_stream(CUstream stream) {
    library_.check(library_.set_stream(handle_, stream), "giving cuDNN a stream");
}

}  // namespace mish4j::cudnn
