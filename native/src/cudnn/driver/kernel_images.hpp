// SPDX-License-Identifier: Apache-2.0
//
// The compiled kernels in this library: a fat binary for each file of kernels/*.cu.
#pragma once

#include <vector>

namespace mish4j::cudnn {

struct KernelImage {
    const char* name;  // of the source without its ending
    const void* data;  // what cuModuleLoadData takes
};

const std::vector<KernelImage>& kernel_images();

}  // namespace mish4j::cudnn
