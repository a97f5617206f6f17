// SPDX-License-Identifier: Apache-2.0
//
// What the tests of kernels along a dimension have in common: shapes, elements, instruction sets.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "instruction_sets.hpp"
#include "kernels/axis/axis_loops.hpp"

namespace mish4j::kernels::test {

class InstructionSetTest : public ::testing::TestWithParam<std::int64_t> {
    const WithInstructionSet with_instruction_set_{GetParam()};
};

inline std::string name_of_target(const ::testing::TestParamInfo<std::int64_t>& info) {
    return hwy::TargetName(info.param);
}

// Rows and columns below, at and above the numbers that vectors of every size and tiles have.
inline std::vector<AxisLoops> axis_cases() {
    std::vector<AxisLoops> cases{{2, 1000, 1}, {1, 3, 70}, {2, 197, 33}, {3, 7, 64}};
    for (const std::int64_t count : {1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 32, 33, 47, 64, 67}) {
        cases.push_back({3, count, 1});
        cases.push_back({2, 6, count});
    }
    return cases;
}

inline std::string text_of(const AxisLoops& loops) {
    return std::to_string(loops.outer) + "x" + std::to_string(loops.size) + "x" + std::to_string(loops.inner);
}

inline std::size_t element_count(const AxisLoops& loops) {
    return static_cast<std::size_t>(loops.outer * loops.size * loops.inner);
}

// Where element `i` along the dimension is, of the column `column` of all outer and inner ones.
inline std::size_t place_of(const AxisLoops& loops, std::int64_t column, std::int64_t i) {
    return static_cast<std::size_t>((column / loops.inner * loops.size + i) * loops.inner + column % loops.inner);
}

inline std::vector<float> random_floats(std::size_t count) {
    std::minstd_rand generator(7);
    std::normal_distribution<float> distribution(0.5F, 3.0F);
    std::vector<float> floats(count);
    for (float& x : floats) x = distribution(generator);
    return floats;
}

// Whether two results are the same bits.
inline bool same_bits(const std::vector<float>& left, const std::vector<float>& right) {
    return left.size() == right.size() && std::memcmp(left.data(), right.data(), left.size() * sizeof(float)) == 0;
}

}  // namespace mish4j::kernels::test
