// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "network.hpp"

namespace mish4j::test {
namespace {

struct Case {
    const char* name;
    Dims src;
    Dims weights;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case cases[] = {
    {"one_element", {1, 1}, {1, 1}},
    {"row", {1, 17}, {17, 10}},
    {"column", {9, 17}, {17, 1}},
    {"outer_product", {9, 1}, {1, 13}},
    {"square", {32, 32}, {32, 32}},
    {"odd", {7, 13}, {13, 19}},
    {"batch", {3, 5, 7}, {3, 7, 4}},
    {"batch_of_one_weights", {3, 5, 7}, {1, 7, 4}},
    {"batch_of_one_src", {1, 5, 7}, {3, 7, 4}},
    {"two_batches", {2, 3, 4, 5}, {2, 3, 5, 6}},
    {"both_broadcast", {2, 1, 4, 5}, {1, 3, 5, 6}},
    {"rank_five", {2, 1, 2, 3, 4}, {1, 3, 2, 4, 5}},
    {"rank_six", {1, 2, 1, 2, 3, 4}, {2, 1, 3, 2, 4, 2}},
};

class MatmulTest : public AbiTest, public ::testing::WithParamInterface<Case> {};

TEST_P(MatmulTest, WithConstantWeights) {
    Network network;
    const Expected bias = network.constant({GetParam().weights.back()});
    const Expected x = network.input(GetParam().src);
    Expected y = network.matmul(x, network.constant(GetParam().weights), &bias);
    y = network.append_eltwise(y, MISH4J_ELTWISE_MISH);
    network.output(y);
    network.check();
}

TEST_P(MatmulTest, WithWeightsThatAreInputs) {
    Network network;
    const Expected bias = network.input({GetParam().weights.back()});
    const Expected x = network.input(GetParam().src);
    const Expected weights = network.input(GetParam().weights);
    network.output(network.matmul(x, weights, &bias));
    network.output(network.matmul(x, weights, nullptr));
    network.check();
}

TEST_P(MatmulTest, WithAResidual) {
    Network network;
    const Expected x = network.input(GetParam().src);
    const Expected weights = network.constant(GetParam().weights);
    const Expected first = network.matmul(x, weights, nullptr);
    Expected second = network.matmul(x, weights, nullptr);
    second = network.append_eltwise(second, MISH4J_ELTWISE_MISH);
    second = network.append_add(second, first);
    network.output(second);
    network.check();
}

INSTANTIATE_TEST_SUITE_P(All, MatmulTest, ::testing::ValuesIn(cases),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace mish4j::test
