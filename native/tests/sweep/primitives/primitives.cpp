// SPDX-License-Identifier: Apache-2.0
#include "primitives.hpp"

#include <array>
#include <utility>

namespace mish4j::sweep {

namespace {

constexpr std::array<std::pair<const char*, RandomCase>, 9> primitives{{
    {"convolution", convolution_case},
    {"deconvolution", deconvolution_case},
    {"pooling", pooling_case},
    {"matmul", matmul_case},
    {"binary", binary_case},
    {"reorder", reorder_case},
    {"softmax", softmax_case},
    {"concat", concat_case},
    {"eltwise", eltwise_case},
}};

}  // namespace

RandomCase find_primitive(const std::string& name) {
    for (const auto& [known, random_case] : primitives) {
        if (name == known) return random_case;
    }
    return nullptr;
}

std::vector<std::string> primitive_names() {
    std::vector<std::string> names;
    for (const auto& primitive : primitives) names.emplace_back(primitive.first);
    return names;
}

}  // namespace mish4j::sweep
