// SPDX-License-Identifier: Apache-2.0
//
// How cuDNN is looked for, each time in a process of its own: the fake one's folder, and the real one's, with parts
// that are missing or damaged. Nothing may end the process.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "temporary_folder.hpp"

namespace mish4j::test {

namespace {

namespace fs = std::filesystem;

constexpr const char* graph_part = "libcudnn_graph.so.9";
constexpr const char* engines_part = "libcudnn_engines_runtime_compiled.so.9";

// What the program says in an environment: variables as the program env takes them.
std::string found_in(const std::string& environment) {
    const std::string command =
        "env -u MISH4J_CUDNN_PATH -u CUDNN_LIB_CONFIG -u VIRTUAL_ENV -u CONDA_PREFIX HOME=/none " + environment +
        " " MISH4J_CUDNN_REASON " 2>&1";
    FILE* output = popen(command.c_str(), "r");
    if (output == nullptr) return "it cannot be run: " + command;
    std::string text;
    std::array<char, 256> part{};
    while (const std::size_t count = std::fread(part.data(), 1, part.size(), output)) text.append(part.data(), count);
    EXPECT_EQ(pclose(output), 0) << command << ": " << text;
    return text;
}

// A folder of links to the libraries of cuDNN.
class CudnnSearchTest : public ::testing::TestWithParam<const char*> {
 protected:
    void SetUp() override {
        const fs::path source = GetParam();
        if (source.empty()) GTEST_SKIP() << "cuDNN's libraries are not beside its headers";
        link_all(source, path());
    }

    static void link_all(const fs::path& source, const fs::path& target) {
        fs::create_directories(target);
        for (const auto& entry : fs::directory_iterator(source))
            fs::create_symlink(entry.path(), target / entry.path().filename());
    }

    fs::path path() const { return folder_.path() / "lib"; }

    // For the fake one, which is linked to its driver.
    static std::string driver() { return "LD_LIBRARY_PATH=" MISH4J_FAKE_CUDA; }

    std::string found() const { return found_in(driver() + " MISH4J_CUDNN_PATH=" + path().string()); }

    void replace(const char* name, const std::string& content) const {
        fs::remove(path() / name);
        std::ofstream(path() / name) << content;
    }

    void expect_usable(const std::string& text, const fs::path& in) const {
        EXPECT_TRUE(text.starts_with("usable: cuDNN 9.")) << text;
        EXPECT_TRUE(text.ends_with(" GRAPH_JIT_ONLY in " + fs::canonical(in).string())) << text;
    }

    std::string obstacle(const std::string& what) const {
        return (path() / "libcudnn.so.9").string() + " cannot be used in its configuration GRAPH_JIT_ONLY: " + what;
    }

 private:
    const TemporaryFolder folder_;
};

TEST_P(CudnnSearchTest, TheVariableNamesTheFolder) { expect_usable(found(), path()); }

TEST_P(CudnnSearchTest, TheVariableNamesTheFile) {
    expect_usable(found_in(driver() + " MISH4J_CUDNN_PATH=" + (path() / "libcudnn.so.9").string()), path());
}

TEST_P(CudnnSearchTest, TheLoaderKnowsTheFolder) { expect_usable(found_in(driver() + ":" + path().string()), path()); }

TEST_P(CudnnSearchTest, ItsPartsAreEnough) {
    for (const auto& entry : fs::directory_iterator(path())) {
        const std::string name = entry.path().filename();
        if (name != "libcudnn.so.9" && name != graph_part && name != engines_part) fs::remove(entry.path());
    }
    expect_usable(found(), path());
}

TEST_P(CudnnSearchTest, APartIsMissing) {
    for (const char* part : {engines_part, graph_part}) {
        fs::remove(path() / part);
        EXPECT_EQ(found(), obstacle(std::string("there is no ") + part + " beside it"));
    }
}

TEST_P(CudnnSearchTest, APartIsDamaged) {
    replace(engines_part, "no library");
    EXPECT_EQ(found(), obstacle((path() / engines_part).string() + ": file too short"));
}

TEST_P(CudnnSearchTest, TheLibraryIsDamaged) {
    replace("libcudnn.so.9", std::string(5000, 'x'));
    EXPECT_EQ(found(), "cuDNN does not load: " + (path() / "libcudnn.so.9").string() + ": invalid ELF header");
}

TEST_P(CudnnSearchTest, TheLibraryIsAnother) {
    fs::remove(path() / "libcudnn.so.9");
    fs::create_symlink(fs::path(MISH4J_FAKE_CUDNN) / engines_part, path() / "libcudnn.so.9");
    EXPECT_EQ(found(), "the library that is found as libcudnn.so.9 has no function cudnnGetVersion");
}

TEST_P(CudnnSearchTest, ThereIsNoSuchFile) {
    fs::remove_all(path());
    EXPECT_EQ(found(), "there is no file " + path().string() + ", which MISH4J_CUDNN_PATH names");
}

TEST_P(CudnnSearchTest, AFullConfigurationThatIsNotComplete) {
    const std::string text = found_in(driver() + " CUDNN_LIB_CONFIG=FULL MISH4J_CUDNN_PATH=" + path().string());
    if (text.starts_with("usable")) GTEST_SKIP() << "cuBLASLt and NVRTC are here";
    EXPECT_EQ(text, (path() / "libcudnn.so.9").string() +
                        " cannot be used in its configuration FULL: there is no libcublasLt.so.13");
}

TEST_P(CudnnSearchTest, AnotherCopyIsLoaded) {
    const TemporaryFolder other;
    fs::copy_file(fs::path(MISH4J_FAKE_CUDNN) / engines_part, other.path() / "libcudnn_other.so.9");
    const fs::path copy = fs::canonical(other.path()) / "libcudnn_other.so.9";
    EXPECT_EQ(found_in(driver() + " LD_PRELOAD=" + copy.string() + " MISH4J_CUDNN_PATH=" + path().string()),
              "the process has two copies of cuDNN: " + copy.string() + " is loaded beside " +
                  (path() / "libcudnn.so.9").string());
}

INSTANTIATE_TEST_SUITE_P(Fake, CudnnSearchTest, ::testing::Values(MISH4J_FAKE_CUDNN));
INSTANTIATE_TEST_SUITE_P(Real, CudnnSearchTest, ::testing::Values(MISH4J_CUDNN_FOLDER));

const std::string fake = "LD_LIBRARY_PATH=" MISH4J_FAKE_CUDA " MISH4J_CUDNN_PATH=" MISH4J_FAKE_CUDNN;

TEST(CudnnVersionTest, OthersAreRefused) {
    for (const auto& [number, version] : {std::pair{"90701", "9.7.1"}, std::pair{"100000", "10.0.0"}}) {
        EXPECT_EQ(
            found_in(fake + " FAKE_CUDNN_VERSION=" + number),
            std::string(MISH4J_FAKE_CUDNN "/libcudnn.so.9 has version ") + version + ", expected 9.8.0 or a later 9.x");
    }
    EXPECT_TRUE(found_in(fake + " FAKE_CUDNN_VERSION=90800").starts_with("usable: cuDNN 9.8.0 "));
}

// Where there is one that every process finds, these say nothing.
TEST(CudnnPlacesTest, PythonsPackageIsFound) {
    if (found_in("").starts_with("usable")) GTEST_SKIP() << "cuDNN is installed";
    const TemporaryFolder environment;
    const fs::path folder = environment.path() / "lib/python3.12/site-packages/nvidia/cudnn/lib";
    fs::create_directories(folder.parent_path());
    fs::create_directory_symlink(MISH4J_FAKE_CUDNN, folder);
    for (const char* variable : {"VIRTUAL_ENV=", "CONDA_PREFIX="}) {
        const std::string text =
            found_in("LD_LIBRARY_PATH=" MISH4J_FAKE_CUDA " " + (variable + environment.path().string()));
        EXPECT_TRUE(text.starts_with("usable")) << text;
    }
}

TEST(CudnnPlacesTest, NoneIsASentence) {
    const std::string text = found_in("");
    if (text.starts_with("usable")) GTEST_SKIP() << "cuDNN is installed";
    EXPECT_EQ(
        text,
        "there is no libcudnn.so.9: not where the loader looks (LD_LIBRARY_PATH), not in the usual folders, not in "
        "Python's package nvidia-cudnn; MISH4J_CUDNN_PATH can name its folder");
}

}  // namespace

}  // namespace mish4j::test
