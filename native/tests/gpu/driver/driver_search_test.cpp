// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <ostream>
#include <string>

namespace mish4j::test {
namespace {

const std::string fake_path = std::string("MISH4J_CUDA_PATH=") + MISH4J_FAKE_CUDA;

// The output of the program that looks for a driver, in an environment: variables as the program env takes them.
std::string reason_in(const std::string& environment) {
    const std::string command = "env " + environment + " " MISH4J_DRIVER_REASON;
    FILE* output = popen(command.c_str(), "r");
    if (output == nullptr) return "it cannot be run: " + command;
    std::string text;
    std::array<char, 256> part{};
    while (const std::size_t count = std::fread(part.data(), 1, part.size(), output)) text.append(part.data(), count);
    EXPECT_EQ(pclose(output), 0) << command;
    return text;
}

struct SearchCase {
    const char* name;
    std::string environment;
    std::string reason;
};

void PrintTo(const SearchCase& search, std::ostream* out) { *out << search.environment; }

class DriverSearchTest : public ::testing::TestWithParam<SearchCase> {};

TEST_P(DriverSearchTest, SaysWhatIsInTheWay) { EXPECT_EQ(reason_in(GetParam().environment), GetParam().reason); }

INSTANTIATE_TEST_SUITE_P(
    All, DriverSearchTest,
    ::testing::Values(
        SearchCase{"nothing", fake_path, "usable: Fake GPU 0"},
        SearchCase{"nothing_in_a_file", fake_path + "/libcuda.so.1", "usable: Fake GPU 0"},
        SearchCase{"no_driver", "MISH4J_CUDA_PATH=/no/such/libcuda.so.1",
                   "NVIDIA's driver does not load: /no/such/libcuda.so.1: cannot open shared object file: No such file "
                   "or directory"},
        SearchCase{"no_gpu", fake_path + " FAKE_CUDA_INIT=100", "NVIDIA's driver finds no GPU"},
        SearchCase{"no_gpu_but_the_start_works", fake_path + " FAKE_CUDA_DEVICES=0", "NVIDIA's driver finds no GPU"},
        SearchCase{"stub", std::string("MISH4J_CUDA_PATH=") + MISH4J_STUB_CUDA, "NVIDIA's driver finds no GPU"},
        SearchCase{"other_error", fake_path + " FAKE_CUDA_INIT=803",
                   "NVIDIA's driver does not start: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH (driver and library do not "
                   "match)"},
        SearchCase{"error_without_name", fake_path + " FAKE_CUDA_INIT=12345",
                   "NVIDIA's driver does not start: error 12345"},
        SearchCase{"old_driver", fake_path + " FAKE_CUDA_DRIVER_VERSION=12040",
                   "NVIDIA's driver supports CUDA 12.4, expected CUDA 13.0 or newer"},
        SearchCase{"missing_function", std::string("MISH4J_CUDA_PATH=") + MISH4J_INCOMPLETE_CUDA,
                   std::string("NVIDIA's driver ") + MISH4J_INCOMPLETE_CUDA + " has no function cuDeviceGet"},
        SearchCase{"old_gpu", fake_path + " FAKE_CUDA_COMPUTE=75",
                   "cuda:0 is Fake GPU 0 of compute capability 7.5, expected 8.0 or newer"},
        SearchCase{"oldest_gpu", fake_path + " FAKE_CUDA_COMPUTE=80", "usable: Fake GPU 0"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace mish4j::test
