// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

namespace mish4j::cudnn {

// What the one argument of every kernel begins with. The other fields of the argument follow it.
struct KernelPointers {
    static constexpr std::size_t max_srcs = 5;

    const void* srcs[max_srcs];
    void* dst;
};

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
