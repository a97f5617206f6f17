// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace mish4j::cudnn {

// What the one argument of every kernel begins with. The other fields of the argument follow it.
struct KernelPointers {
    static constexpr std::size_t max_srcs = 5;

    const void* srcs[max_srcs];
    void* dst;
};

}  // namespace mish4j::cudnn
