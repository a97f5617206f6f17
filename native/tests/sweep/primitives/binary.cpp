// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "primitives.hpp"

namespace mish4j::sweep {

namespace {

using dnnl::algorithm;

struct Function {
    algorithm kind;
    const char* name;
    double (*compute)(double a, double b);
};

constexpr Function functions[] = {
    {algorithm::binary_add, " add", [](double a, double b) { return a + b; }},
    {algorithm::binary_sub, " sub", [](double a, double b) { return a - b; }},
    {algorithm::binary_mul, " mul", [](double a, double b) { return a * b; }},
    {algorithm::binary_div, " div", [](double a, double b) { return a / b; }},
    {algorithm::binary_min, " min", [](double a, double b) { return std::min(a, b); }},
    {algorithm::binary_max, " max", [](double a, double b) { return std::max(a, b); }},
    {algorithm::binary_eq, " equal", [](double a, double b) { return a == b ? 1.0 : 0.0; }},
    {algorithm::binary_lt, " less", [](double a, double b) { return a < b ? 1.0 : 0.0; }},
    {algorithm::binary_le, " less or equal", [](double a, double b) { return a <= b ? 1.0 : 0.0; }},
};

Dims random_dims(Random& random) {
    const auto rank = random.one_of<std::size_t>({1, 2, 3, 4, 4, 4, 5});
    for (;;) {
        Dims dims;
        for (std::size_t i = 0; i < rank; ++i) {
            dims.push_back(i == 1 ? random_channels(random) : random.number(1, random.once_in(3) ? 40 : 6));
        }
        if (element_count(dims) <= 20'000) return dims;
    }
}

}  // namespace

Verdict binary_case(Case& c) {
    Random& random = c.random();
    const Function& function = functions[random.number(0, std::size(functions) - 1)];
    const Dims dims = random_dims(random);
    Dims right_dims = dims;
    if (random.once_in(2)) {
        for (std::int64_t& dim : right_dims) {
            if (random.once_in(2)) dim = 1;
        }
    }
    const Desc left_layout = c.random_layout(dims, c.type(), false);
    const Desc right_layout = right_dims == dims ? left_layout : onednn::any_layout(right_dims, c.type());
    const std::string description = function.name + describe("left", left_layout) + describe("right", right_layout);
    c.announce("choosing a kernel", description);
    const dnnl::binary::primitive_desc primitive_desc(c.engine(), function.kind, left_layout, right_layout, left_layout,
                                                      Case::attributes(), true);
    if (!primitive_desc) return Verdict::no_kernel;

    const Values left = random_values(random, dims, c.type());
    Values right = random_values(random, right_dims, c.type());
    if (function.kind == algorithm::binary_div) {
        for (double& x : right.data) x = represented(std::abs(x) < 0.01 ? x + 1 : x, c.type());
    }
    Expected expected{{dims, {}}, {}};
    for_each_index(dims, [&](const Dims& index) {
        Dims of_right = index;
        for (std::size_t i = 0; i < dims.size(); ++i) {
            if (right_dims[i] == 1) of_right[i] = 0;
        }
        const double a = left.at(index);
        const double b = right.at(of_right);
        expected.values.data.push_back(function.compute(a, b));
        expected.tolerances.push_back(2e-7 * std::abs(function.compute(a, b)));
    });
    return run(c, primitive_desc,
               {{DNNL_ARG_SRC_0, left_layout, left}, {DNNL_ARG_SRC_1, primitive_desc.src1_desc(), right}}, left_layout,
               nullptr, expected, description);
}

}  // namespace mish4j::sweep
