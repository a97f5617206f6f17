// SPDX-License-Identifier: Apache-2.0
//
// The choice of algorithms by measuring, and what is kept of it on disk.
#include <fstream>
#include <iterator>

#include "network.hpp"
#include "temporary_folder.hpp"

namespace mish4j::test {
namespace {

namespace fs = std::filesystem;

// The folder of the process's cache.
class CacheFolder : public ::testing::Environment {
 public:
    static fs::path path() { return folder_->path(); }

    void SetUp() override {
        folder_ = std::make_unique<TemporaryFolder>();
        ASSERT_OK(mish4j_set_setting(MISH4J_SETTING_CACHE_DIRECTORY, path().c_str()));
    }
    void TearDown() override { folder_.reset(); }

 private:
    static std::unique_ptr<TemporaryFolder> folder_;
};

std::unique_ptr<TemporaryFolder> CacheFolder::folder_;

// What a compilation tells of itself.
struct Told {
    std::vector<std::string> parts;
    std::vector<std::int32_t> done;
    std::int32_t total = -1;
    std::size_t most_measured = 1000;  // after which it is given up

    std::size_t measured() const {
        std::size_t count = 0;
        for (const std::string& part : parts) count += part.starts_with("measuring ") ? 1 : 0;
        return count;
    }
};

std::int32_t tell(void* context, std::int32_t done, std::int32_t total, const char* what) {
    auto& told = *static_cast<Told*>(context);
    told.parts.emplace_back(what);
    told.done.push_back(done);
    told.total = total;
    return told.measured() > told.most_measured ? 1 : 0;
}

class TuneTest : public AbiTest {
 protected:
    void SetUp() override {
        AbiTest::SetUp();
        for (const fs::path& file : files()) fs::remove(file);
        ASSERT_OK(mish4j_device_open("cpu", device_.out()));
    }

    void TearDown() override {
        model_.close();
        device_.close();
        AbiTest::TearDown();
    }

    static std::vector<fs::path> files() {
        std::vector<fs::path> result;
        if (!fs::exists(CacheFolder::path())) return result;
        for (const auto& entry : fs::recursive_directory_iterator(CacheFolder::path())) {
            if (entry.is_regular_file()) result.push_back(entry.path());
        }
        return result;
    }

    static std::string content(const fs::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    mish4j_status compile(const Network& network, Told& told, std::vector<mish4j_int64> more = {},
                          std::int32_t tune = MISH4J_TUNE_FAST) {
        std::vector<mish4j_int64> options{MISH4J_OPTION_TUNE, tune};
        options.insert(options.end(), more.begin(), more.end());
        return mish4j_compile_with_progress(device_, network.program(), static_cast<std::int32_t>(options.size() / 2),
                                            options.data(), tell, &told, model_.out());
    }

    // How many layers a compilation measured.
    std::size_t measured(const Network& network, const std::vector<mish4j_int64>& more = {},
                         std::int32_t tune = MISH4J_TUNE_FAST) {
        Told told;
        EXPECT_OK(compile(network, told, more, tune));
        return told.measured();
    }

    std::vector<std::string> step_texts(std::int32_t key) const {
        std::vector<std::string> texts;
        for (std::int32_t step = 0; step < model_number(model_, MISH4J_MODEL_STEP_COUNT); ++step) {
            if (!step_text(model_, step, MISH4J_STEP_ALGORITHM).empty()) texts.push_back(step_text(model_, step, key));
        }
        return texts;
    }

    // Four convolutions of three kinds, of which one has no choice.
    static void add_layers(Network& network) {
        const Windows padded{{1, 1}, {1, 1}, {1, 1}, {1, 1}};
        const Expected bias = network.constant({24});
        Expected x = network.input({1, 24, 11, 11});
        for (int i = 0; i < 2; ++i) {
            x = network.convolution(x, network.constant({24, 24, 3, 3}), &bias, 1, padded);
            x = network.append_eltwise(x, MISH4J_ELTWISE_MISH);
        }
        Expected y = network.convolution(x, network.constant({24, 24, 3, 3}), nullptr, 1, padded);
        y = network.append_eltwise(y, MISH4J_ELTWISE_MISH);
        y = network.append_add(y, x);
        network.output(network.convolution(y, network.constant({8, 24, 1, 1}), nullptr, 1, dense(2)));
    }

    OwnedDevice device_;
    OwnedModel model_;
};

TEST_F(TuneTest, MeasuresEachDistinctLayerOnceAndKeepsTheTimes) {
    Network network;
    add_layers(network);
    Told told;
    ASSERT_OK(compile(network, told));
    EXPECT_EQ(told.measured(), 2U);
    EXPECT_EQ(told.total, 2 + 4);
    for (std::size_t i = 0; i < told.done.size(); ++i) EXPECT_EQ(told.done[i], static_cast<std::int32_t>(i));
    EXPECT_EQ(files().size(), 2U);
    const std::vector<std::string> reasons = step_texts(MISH4J_STEP_REASON);
    ASSERT_EQ(reasons.size(), 4U);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(reasons[i].starts_with("measured ")) << reasons[i];
    EXPECT_EQ(reasons[0], reasons[1]);
    EXPECT_EQ(reasons[3], "");

    const std::vector<std::string> algorithms = step_texts(MISH4J_STEP_ALGORITHM);
    EXPECT_EQ(measured(network), 0U);
    EXPECT_EQ(step_texts(MISH4J_STEP_ALGORITHM), algorithms);
    EXPECT_EQ(step_texts(MISH4J_STEP_REASON), reasons);
    network.compile("cpu", {MISH4J_OPTION_TUNE, MISH4J_TUNE_FAST});
    network.check(2e-5);
}

TEST_F(TuneTest, MeasuresAnewForOtherThreadsAndMoreRounds) {
    Network network;
    add_layers(network);
    EXPECT_EQ(measured(network, {MISH4J_OPTION_THREADS, 1}), 2U);
    EXPECT_EQ(measured(network, {MISH4J_OPTION_THREADS, 2}), 2U);
    EXPECT_EQ(measured(network, {MISH4J_OPTION_THREADS, 1}, MISH4J_TUNE_FULL), 2U);
    EXPECT_EQ(measured(network, {MISH4J_OPTION_THREADS, 1}), 0U);
    EXPECT_EQ(files().size(), 6U);
}

TEST_F(TuneTest, OtherOptionsNeedNoOtherTimes) {
    Network network;
    add_layers(network);
    EXPECT_EQ(measured(network, {MISH4J_OPTION_ACCURACY, MISH4J_ACCURACY_STRICT}), 2U);
    EXPECT_EQ(measured(network), 0U);
    EXPECT_EQ(measured(network, {MISH4J_OPTION_WINOGRAD_MEMORY, 0}), 0U);
    for (const std::string& algorithm : step_texts(MISH4J_STEP_ALGORITHM)) {
        EXPECT_TRUE(algorithm.starts_with("direct")) << algorithm;
    }
}

TEST_F(TuneTest, MeasuresNothingWhereThereIsNoChoice) {
    Network network;
    add_layers(network);
    EXPECT_EQ(measured(network, {MISH4J_OPTION_ALGORITHM, MISH4J_ALGORITHM_DIRECT}), 0U);
    EXPECT_EQ(measured(network, {}, MISH4J_TUNE_OFF), 0U);
    EXPECT_EQ(files().size(), 0U);
}

TEST_F(TuneTest, ReplacesDamagedFiles) {
    Network network;
    add_layers(network);
    EXPECT_EQ(measured(network), 2U);
    for (const fs::path& file : files()) {
        const std::string whole = content(file);
        std::string flipped = whole;
        flipped.back() = static_cast<char>(flipped.back() ^ 1);
        for (const std::string& damaged : {std::string(), whole.substr(0, whole.size() / 2), flipped}) {
            std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
            EXPECT_EQ(measured(network), 1U) << damaged;
            EXPECT_EQ(measured(network), 0U);
            EXPECT_EQ(files().size(), 2U);
        }
    }
}

TEST_F(TuneTest, NeedsNoFolderThatCanBeWritten) {
    const fs::path folder = CacheFolder::path() / "onednn";
    fs::remove_all(folder);
    std::ofstream(folder) << "a file in the folder's place";
    Network network;
    add_layers(network);
    EXPECT_EQ(measured(network), 2U);
    EXPECT_EQ(measured(network), 2U);
    fs::remove(folder);
}

TEST_F(TuneTest, CanBeGivenUpWhileItMeasures) {
    Network network;
    add_layers(network);
    Told told;
    told.most_measured = 1;
    EXPECT_FAILS(MISH4J_CANCELLED, "measuring", compile(network, told));
    EXPECT_EQ(told.measured(), 2U);
    // The first layer's times are kept
    EXPECT_EQ(measured(network), 1U);
}

}  // namespace
}  // namespace mish4j::test

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    ::testing::AddGlobalTestEnvironment(new mish4j::test::CacheFolder());
    return RUN_ALL_TESTS();
}
