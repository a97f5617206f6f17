// SPDX-License-Identifier: Apache-2.0
//
// Kernels of mish4j's own use no better instruction set than oneDNN, which the environment variable ONEDNN_MAX_CPU_ISA
// caps.
#include "instruction_set.hpp"

#include <cstdlib>

#include "network.hpp"

namespace mish4j::test {
namespace {

class InstructionSetTest : public AbiTest {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        if (test_device() != "cpu") GTEST_SKIP() << "a GPU has one instruction set";
    }

    // What kernels of mish4j's own have in their names where they are made for a better instruction set than the
    // device's.
    static std::vector<std::string> better_sets() {
        const std::string set = instruction_set();
        if (channel_block() == 16) {
            const bool plain = set == "avx512_core" || set == "avx512_core_vnni";
            return plain ? std::vector<std::string>{"avx3_dl", "avx3_zen4", "avx3_spr"} : std::vector<std::string>{};
        }
        if (set.starts_with("avx2")) return {"avx3", "avx512"};
        return {"avx"};
    }
};

TEST_F(InstructionSetTest, IsTheOneThatWasAskedFor) {
    const char* const asked = std::getenv("MISH4J_TEST_INSTRUCTION_SET");
    if (asked == nullptr) GTEST_SKIP() << "the tests run with the processor's own instruction set";
    EXPECT_EQ(instruction_set(), asked);
}

TEST_F(InstructionSetTest, OfOwnKernelsIsNoBetterThanOneDnns) {
    Network network;
    const Expected x = network.input({1, 32, 12, 12});
    const Expected weights = network.constant({32, 32, 3, 3});
    const Expected y = network.convolution(x, weights, nullptr, 1, {{1, 1}, {1, 1}, {1, 1}, {1, 1}});
    const Expected mish = network.append_eltwise(y, MISH4J_ELTWISE_MISH);
    network.output(mish);
    network.output(network.reduce(MISH4J_REDUCE_SUM, network.reshape(mish, {32, 144}), {1}, false));
    network.output(network.normalize(1, 1e-5f, mish));
    network.output(network.softmax(1, network.reshape(mish, {32, 144}), true));
    network.compile("cpu", {MISH4J_OPTION_ALGORITHM, MISH4J_ALGORITHM_WINOGRAD_F4X4});

    int own_kernels = 0;
    for (std::int32_t step = 0; step < model_number(network.model(), MISH4J_MODEL_STEP_COUNT); ++step) {
        const std::string kernel = step_text(network.model(), step, MISH4J_STEP_KERNEL);
        if (!kernel.starts_with("mish4j:")) continue;
        ++own_kernels;
        for (const std::string& better : better_sets()) {
            EXPECT_EQ(kernel.find(better), std::string::npos) << kernel << " on " << instruction_set();
        }
    }
    EXPECT_EQ(own_kernels, 4);
    network.check(2e-5);
}

}  // namespace
}  // namespace mish4j::test
