// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <string>

#include "base/status.hpp"
#include "cudnn/driver/gpu.hpp"

int main() {
    using namespace mish4j;
    const cudnn::CudaDriverSearch& search = cudnn::find_cuda_driver();
    if (search.driver == nullptr) {
        std::cout << search.reason;
        return 0;
    }
    try {
        const std::string name = cudnn::Gpu::open(*search.driver, 0)->properties().name;
        std::cout << "usable: " << name;
    } catch (const Error& error) {
        std::cout << error.what();
    }
    return 0;
}
