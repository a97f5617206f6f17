// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "kernel_pointers.hpp"

namespace mish4j::cudnn {

// One launch of a __global__ function, complete but for the addresses of its tensors.
struct KernelCall {
    std::string function;
    std::array<std::uint32_t, 3> grid{1, 1, 1};
    std::array<std::uint32_t, 3> block{1, 1, 1};
    std::uint32_t shared_bytes = 0;
    std::vector<std::byte> argument;  // the struct that the function takes by value; it begins with KernelPointers
    std::size_t src_count = 0;

    // argument: begins with KernelPointers.
    template <typename Argument>
    void set_argument(const Argument& value) {
        static_assert(std::is_trivially_copyable_v<Argument> && std::is_standard_layout_v<Argument>);
        argument.resize(sizeof value);
        std::memcpy(argument.data(), &value, sizeof value);
    }
};

}  // namespace mish4j::cudnn
