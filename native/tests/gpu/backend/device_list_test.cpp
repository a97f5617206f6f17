// SPDX-License-Identifier: Apache-2.0
//
// Devices are looked up by name, and a GPU that cannot be used is in nobody's way.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

namespace mish4j::test {
namespace {

// What list_devices prints, in an environment: variables as the program env takes them.
std::string listed(const std::string& environment, const std::string& names = "") {
    const std::string command = "env MISH4J_CUDA_PATH=" MISH4J_FAKE_CUDA " MISH4J_CUDNN_PATH=" MISH4J_FAKE_CUDNN " " +
                                environment + " " MISH4J_LIST_DEVICES " " + names;
    FILE* output = popen(command.c_str(), "r");
    if (output == nullptr) return "it cannot be run: " + command;
    std::string text;
    std::array<char, 256> part{};
    while (const std::size_t count = std::fread(part.data(), 1, part.size(), output)) text.append(part.data(), count);
    EXPECT_EQ(pclose(output), 0) << command;
    return text;
}

TEST(DeviceListTest, ListsEveryGpu) {
    const std::string found = listed("FAKE_CUDA_DEVICES=11");
    EXPECT_NE(found.find("cuda:2: opened\n"), std::string::npos) << found;
    EXPECT_LT(found.find("cuda:2: opened\n"), found.find("cuda:10: opened\n")) << found;
}

TEST(DeviceListTest, SaysWhyOneGpuCannotBeUsed) {
    const std::string found = listed("FAKE_CUDA_DEVICES=3 FAKE_CUDA_FAULTY_DEVICE=1");
    EXPECT_NE(found.find("cuda:0: opened\n"), std::string::npos) << found;
    EXPECT_NE(found.find("cuda:1: asking for the properties of cuda:1: the driver reports "
                         "CUDA_ERROR_DEVICE_UNAVAILABLE (device is busy or unavailable)"),
              std::string::npos)
        << found;
    EXPECT_NE(found.find("cuda:2: opened\n"), std::string::npos) << found;
}

TEST(DeviceListTest, LoadsNothingOfCudaForTheProcessor) {
    const std::string found = listed("FAKE_CUDA_DEVICES=1", "cpu");
    // The first line is that of the device asked for by name; a build without oneDNN has to look everywhere.
    const std::string line = found.substr(0, found.find('\n'));
    EXPECT_TRUE(line == "cpu: opened without the backend for GPUs" || line.starts_with("cpu: there is no device"))
        << found;
}

}  // namespace
}  // namespace mish4j::test
