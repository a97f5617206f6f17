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

Values random_weights(Case& c, const Dims& dims) {
    if (!is_integer(c.type())) return random_values(c.random(), dims, c.type());
    const auto has = static_cast<unsigned>(dnnl::get_effective_cpu_isa());
    const auto vnni = static_cast<unsigned>(dnnl::cpu_isa::avx512_core_vnni);
    if ((has & vnni) == vnni) return random_values(c.random(), dims, DataType::s8);
    Values weights = random_values(c.random(), dims, DataType::s8, 63);
    if (c.type() == DataType::s8) {
        for (double& x : weights.data) x *= 2;
    }
    return weights;
}

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
