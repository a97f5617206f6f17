// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "cudnn/engines/library/cudnn_library.hpp"

int main() {
    const mish4j::cudnn::CudnnSearch& search = mish4j::cudnn::find_cudnn();
    if (search.library == nullptr) {
        std::cout << search.reason;
    } else {
        std::cout << "usable: " << version_text(*search.library) << " " << search.library->configuration << " in "
                  << search.library->file.parent_path().string();
    }
    return 0;
}
