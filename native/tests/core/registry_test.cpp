// SPDX-License-Identifier: Apache-2.0
#include "runtime/registry.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/status.hpp"
#include "fake_device_fixture.hpp"

namespace mish4j::test {
namespace {

const Settings settings{.cudnn_path = "/some/cudnn", .cache_directory = "/some/cache"};

// Where the test's own backends lie: beside the test.
std::string directory() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

TEST(RegistryTest, LoadsABackend) {
    const FakeBackendHooks& loaded = hooks();  // by the registry, with the settings of the process
    const BackendState state = load_backend("onednn", directory(), settings);
    EXPECT_EQ(state.name, "onednn");
    EXPECT_EQ(state.reason, "");
    EXPECT_EQ(state.library, directory() + "/libmish4j_onednn.so");
    ASSERT_NE(state.backend, nullptr);
    EXPECT_EQ(state.backend->version(), "fake 1.2.3");
    EXPECT_EQ(loaded.settings, &settings);
}

TEST(RegistryTest, SaysWhyABackendCannotBeUsed) {
    const auto reason = [](const std::string& name) {
        const BackendState state = load_backend(name, directory(), settings);
        EXPECT_EQ(state.name, name);
        EXPECT_EQ(state.backend, nullptr);
        return state.reason;
    };
    const std::string start = directory() + "/libmish4j_";
    EXPECT_EQ(reason("absent"), "this build of mish4j has no absent backend: there is no file " + start + "absent.so");
    EXPECT_EQ(reason("refusing"), "this machine is too old");
    EXPECT_EQ(reason("silent"), start + "silent.so gives no backend and no reason");
    EXPECT_EQ(reason("without_entry"), start + "without_entry.so has no function mish4j_backend_entry");
}

TEST(RegistryTest, SaysWhatTheLoaderSays) {
    const std::filesystem::path folder =
        std::filesystem::path(::testing::TempDir()) / ("mish4j_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "libmish4j_text.so") << "not a library";
    const BackendState state = load_backend("text", folder, settings);
    std::filesystem::remove_all(folder);
    EXPECT_EQ(state.backend, nullptr);
    EXPECT_EQ(state.library, "");
    const std::string start = (folder / "libmish4j_text.so").string() + " does not load: ";
    EXPECT_EQ(state.reason.substr(0, start.size()), start);
    EXPECT_GT(state.reason.size(), start.size());
}

TEST(RegistryTest, FindsTheBackendsBesideTheLibrary) {
    const Registry& registry = Registry::instance();
    ASSERT_EQ(Registry::backend_count(), 2u);
    EXPECT_EQ(Registry::backend_name(0), "onednn");
    EXPECT_EQ(registry.backend(0).library, directory() + "/libmish4j_onednn.so");
    EXPECT_EQ(Registry::backend_name(1), "cudnn");
    EXPECT_EQ(registry.backend(1).library, "");
    ASSERT_EQ(registry.devices().size(), 2u);
    EXPECT_EQ(registry.devices()[1].name, "fake:1");
    EXPECT_EQ(registry.find_device("fake:1").backend->backend, registry.backend(0).backend);
    try {
        registry.find_device("gpu");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.status(), MISH4J_NOT_FOUND);
        EXPECT_EQ(error.what(),
                  "there is no device 'gpu', only: fake:0, fake:1; the backend cudnn cannot be used: this build of "
                  "mish4j has no cudnn backend: there is no file " +
                      directory() + "/libmish4j_cudnn.so");
    }
}

}  // namespace
}  // namespace mish4j::test
