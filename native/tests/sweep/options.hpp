// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mish4j::sweep {

struct Options {
    std::vector<std::string> primitives;  // convolution, matmul, ...
    std::vector<std::string> types;       // f32, bf16, f16, u8, s8
    std::vector<std::string> isas;        // values of ONEDNN_MAX_CPU_ISA
    std::int64_t count = 20'000;
    std::uint64_t seed = 1;
    std::int64_t first = 0;      // the number of the first case
    bool known_defects = false;  // also run what mish4j guards against
    bool child = false;
};

// Prints what is wrong and ends the process where the arguments are.
Options parse_options(int count, char** arguments);

}  // namespace mish4j::sweep
