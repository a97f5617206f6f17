// SPDX-License-Identifier: Apache-2.0
#include "gpu_fixture.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace mish4j::test {

namespace {

// The surroundings of the process, before anything of mish4j is called.
class FakeSurroundings : public ::testing::Environment {
 public:
    void SetUp() override {
        std::filesystem::create_directories(cache_);
        setenv("MISH4J_CUDA_PATH", MISH4J_FAKE_CUDA, 1);
        setenv("MISH4J_CUDNN_PATH", MISH4J_FAKE_CUDNN, 1);
        // The fake cuDNN is linked to the tests, and so is loaded before the backend could choose its configuration.
        setenv("CUDNN_LIB_CONFIG", "GRAPH_JIT_ONLY", 1);
        setenv("XDG_CACHE_HOME", cache_.c_str(), 1);
    }

    void TearDown() override { std::filesystem::remove_all(cache_); }

    const std::filesystem::path& cache() const { return cache_; }

 private:
    // Tests run side by side, in processes of their own.
    const std::filesystem::path cache_ =
        std::filesystem::path(::testing::TempDir()) / ("mish4j_gpu_tests_" + std::to_string(getpid()));
};

// Owned by GoogleTest.
const FakeSurroundings& surroundings =
    *static_cast<FakeSurroundings*>(::testing::AddGlobalTestEnvironment(new FakeSurroundings()));

}  // namespace

std::filesystem::path GpuTest::plan_folder() { return surroundings.cache() / "mish4j" / "cudnn"; }

}  // namespace mish4j::test
