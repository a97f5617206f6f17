// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "windows.hpp"

namespace mish4j::test {

// A line of shapes.txt, which tells its form. What is badly written throws std::invalid_argument.
struct ShapeCase {
    int line = 0;
    std::string operation;
    std::map<std::string, std::string> attributes;
    std::vector<Dims> inputs;
    bool refused = false;
    Dims shape;           // of the result
    std::string message;  // a part of it, where the operator is refused

    // A list of numbers, or `count` times the default where there is none.
    Dims numbers(const std::string& name, std::size_t count, mish4j_int64 by_default) const;
    Dims numbers(const std::string& name) const;
    std::vector<float> floats(const std::string& name) const;
    mish4j_int64 number(const std::string& name) const;
    Dims dims(const std::string& name) const;

 private:
    const std::string& text(const std::string& name) const;
};

std::vector<ShapeCase> read_shape_cases();

}  // namespace mish4j::test
