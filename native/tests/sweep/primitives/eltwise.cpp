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
    float alpha;
    float beta;
    double (*compute)(double x);
};

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

// Without the logarithm, which mish4j computes itself.
constexpr Function functions[] = {
    {algorithm::eltwise_relu, " relu", 0, 0, [](double x) { return std::max(x, 0.0); }},
    {algorithm::eltwise_relu, " leaky relu", 0.25F, 0, [](double x) { return x > 0 ? x : x / 4; }},
    {algorithm::eltwise_logistic, " sigmoid", 0, 0, sigmoid},
    {algorithm::eltwise_tanh, " tanh", 0, 0, [](double x) { return std::tanh(x); }},
    {algorithm::eltwise_swish, " swish", 1, 0, [](double x) { return x * sigmoid(x); }},
    {algorithm::eltwise_linear, " linear", 2, 1, [](double x) { return 2 * x + 1; }},
    {algorithm::eltwise_clip, " clip", -1, 1, [](double x) { return std::clamp(x, -1.0, 1.0); }},
    {algorithm::eltwise_elu, " elu", 1, 0, [](double x) { return x > 0 ? x : std::expm1(x); }},
    {algorithm::eltwise_exp, " exp", 0, 0, [](double x) { return std::exp(std::min(x, 80.0)); }},
    {algorithm::eltwise_abs, " abs", 0, 0, [](double x) { return std::abs(x); }},
    {algorithm::eltwise_round, " round", 0, 0, [](double x) { return std::nearbyint(x); }},
    {algorithm::eltwise_gelu_erf, " gelu", 0, 0, [](double x) { return x * std::erfc(-x * M_SQRT1_2) / 2; }},
    {algorithm::eltwise_hardswish, " hard swish", 1.0F / 6, 0.5F,
     [](double x) { return x * std::clamp(x / 6 + 0.5, 0.0, 1.0); }},
};

}  // namespace

Verdict eltwise_case(Case& c) {
    Random& random = c.random();
    const Function& function = functions[random.number(0, std::size(functions) - 1)];
    Dims dims;
    for (std::int64_t rank = random.number(1, 5); rank > 0; --rank) {
        dims.push_back(dims.size() == 1 ? random_channels(random) : random.number(1, 9));
    }
    const Desc layout = c.random_layout(dims, c.type(), false);
    const std::string description = function.name + describe("src", layout);
    c.announce("choosing a kernel", description);
    const dnnl::eltwise_forward::primitive_desc primitive_desc(c.engine(), dnnl::prop_kind::forward_inference,
                                                               function.kind, layout, layout, function.alpha,
                                                               function.beta, Case::attributes(), true);
    if (!primitive_desc) return Verdict::no_kernel;
    Values src = random_values(random, dims, c.type());
    for (double& x : src.data) x = represented(std::clamp(x, -50.0, 9.0), c.type());
    Expected expected{src, {}};
    for (double& x : expected.values.data) {
        x = function.compute(x);
        expected.tolerances.push_back(1e-5 * (1 + std::abs(x)));
    }
    return run(c, primitive_desc, {{DNNL_ARG_SRC, layout, src}}, layout, nullptr, expected, description);
}

}  // namespace mish4j::sweep
