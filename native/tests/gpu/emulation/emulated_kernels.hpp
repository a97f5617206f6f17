// SPDX-License-Identifier: Apache-2.0
//
// The kernels, compiled for the processor, found by their names.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mish4j::test {

struct EmulatedLaunch {
    std::array<std::uint32_t, 3> grid{1, 1, 1};
    std::array<std::uint32_t, 3> block{1, 1, 1};
    std::uint32_t shared_bytes = 0;
};

struct EmulatedKernel {
    std::string_view name;
    std::size_t argument_bytes;
    void (*function)(const void* argument);

    // Returns when all blocks have run, one after the other, on the calling thread. argument: the struct that the
    // kernel takes by value. Throws std::logic_error where the threads of a block can't all come to the same barrier.
    void run(const EmulatedLaunch& launch, const void* argument) const;
};

// Null where there is no kernel of that name.
const EmulatedKernel* find_emulated_kernel(std::string_view name);

}  // namespace mish4j::test
