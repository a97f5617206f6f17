// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "cudnn/kernels/kernel_call.hpp"

namespace mish4j::cudnn {

inline constexpr std::uint32_t threads_of_a_block = 256;

// Enough for any GPU; the threads take further iterations one after the other.
inline constexpr std::int64_t most_blocks = 1 << 20;

template <typename Argument>
KernelCall make_call(const std::string& function, const Argument& argument, std::int64_t blocks,
                     std::size_t src_count) {
    KernelCall call;
    call.function = function;
    call.grid[0] = static_cast<std::uint32_t>(std::min(blocks, most_blocks));
    call.block[0] = threads_of_a_block;
    call.src_count = src_count;
    call.set_argument(argument);
    return call;
}

// A thread for each iteration.
template <typename Argument>
KernelCall make_loop_call(const std::string& function, const Argument& argument, std::size_t src_count) {
    const std::int64_t blocks = (argument.nest.iterations + threads_of_a_block - 1) / threads_of_a_block;
    return make_call(function, argument, blocks, src_count);
}

}  // namespace mish4j::cudnn
