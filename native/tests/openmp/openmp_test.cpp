// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "network.hpp"

namespace mish4j::test {
namespace {

std::vector<std::string> environment() {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
    return variables;
}

// Other threads may read it at any time.
TEST(OpenMpTest, LeavesTheEnvironmentAlone) {
    char** const place = environ;
    const std::vector<std::string> before = environment();
    Network network;
    network.output(network.eltwise(MISH4J_ELTWISE_MISH, network.input({3})));
    network.check();
    EXPECT_EQ(environ, place);
    EXPECT_EQ(environment(), before);
}

}  // namespace
}  // namespace mish4j::test
