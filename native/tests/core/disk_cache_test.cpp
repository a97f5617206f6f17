// SPDX-License-Identifier: Apache-2.0
#include "common/disk_cache.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "temporary_folder.hpp"

namespace mish4j::test {

namespace {

namespace fs = std::filesystem;

class DiskCacheTest : public ::testing::Test {
 protected:
    const TemporaryFolder folder_;
    const DiskCache cache_{folder_.path() / "texts", "a library 9.24.0, a device"};

    fs::path only_file() const {
        fs::directory_iterator entry(folder_.path() / "texts");
        const fs::path file = entry->path();
        EXPECT_EQ(++entry, fs::directory_iterator());
        return file;
    }

    static std::string content(const fs::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    static void write(const fs::path& file, const std::string& content) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
    }
};

TEST_F(DiskCacheTest, GivesWhatWasKept) {
    EXPECT_EQ(cache_.load("a"), std::nullopt);
    const std::string text("lines\nand \0 bytes", 17);
    cache_.store("a", text);
    cache_.store("b", "");
    EXPECT_EQ(cache_.load("a"), text);
    EXPECT_EQ(cache_.load("b"), "");
    EXPECT_EQ(cache_.load("c"), std::nullopt);
    cache_.store("a", "another");
    EXPECT_EQ(cache_.load("a"), "another");
    cache_.remove("a");
    EXPECT_EQ(cache_.load("a"), std::nullopt);
}

TEST_F(DiskCacheTest, GivesNothingOfAnotherEnvironment) {
    cache_.store("a", "text");
    EXPECT_EQ(DiskCache(folder_.path() / "texts", "a library 9.25.0, a device").load("a"), std::nullopt);
    EXPECT_EQ(DiskCache(folder_.path() / "texts", "a library 9.24.0, a device").load("a"), "text");
}

TEST_F(DiskCacheTest, DropsADamagedFile) {
    cache_.store("a", "a text of some length");
    const fs::path file = only_file();
    const std::string whole = content(file);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        write(file, damaged);
        EXPECT_EQ(cache_.load("a"), std::nullopt) << "at " << at;
        EXPECT_FALSE(fs::exists(file)) << "at " << at;
    }
}

TEST_F(DiskCacheTest, DropsAFileThatWasCut) {
    cache_.store("a", "a text of some length");
    const fs::path file = only_file();
    const std::string whole = content(file);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        write(file, whole.substr(0, length));
        EXPECT_EQ(cache_.load("a"), std::nullopt) << length << " bytes";
    }
    write(file, whole + "more");
    EXPECT_EQ(cache_.load("a"), std::nullopt);
}

TEST_F(DiskCacheTest, AFolderThatCannotBeMadeIsAsGoodAsNone) {
    write(folder_.path() / "file", "");
    for (const fs::path& folder : {folder_.path() / "file", folder_.path() / "file" / "below", fs::path()}) {
        const DiskCache cache(folder, "environment");
        cache.store("a", "text");
        EXPECT_EQ(cache.load("a"), std::nullopt);
        cache.remove("a");
    }
}

TEST_F(DiskCacheTest, AFolderInTheFilesPlaceIsNoText) {
    cache_.store("a", "text");
    const fs::path file = only_file();
    fs::remove(file);
    fs::create_directories(file / "below");
    EXPECT_EQ(cache_.load("a"), std::nullopt);
    cache_.store("a", "text");
    EXPECT_EQ(cache_.load("a"), std::nullopt);
}

TEST_F(DiskCacheTest, AnotherWriterOfTheSameProcessNumberIsInNobodysWay) {
    cache_.store("a", "text");
    const fs::path file = only_file();
    cache_.remove("a");
    // Where a writer would write that is told apart by its process and a count: in containers both may be the same.
    for (int count = 0; count < 1000; ++count) {
        fs::create_directories(file.string() + "." + std::to_string(getpid()) + "." + std::to_string(count) + ".tmp");
    }
    cache_.store("a", "text");
    EXPECT_EQ(cache_.load("a"), "text");
}

TEST_F(DiskCacheTest, WritersAtOnceLeaveWholeFiles) {
    const std::string texts[] = {std::string(100000, 'a'), std::string(50000, 'b')};
    std::vector<std::thread> writers;
    for (const std::string& text : texts) {
        writers.emplace_back([&] {
            for (int i = 0; i < 20; ++i) cache_.store("key", text);
        });
    }
    for (int i = 0; i < 50; ++i) {
        const auto found = cache_.load("key");
        EXPECT_TRUE(!found || *found == texts[0] || *found == texts[1]);
    }
    for (std::thread& writer : writers) writer.join();
    EXPECT_TRUE(cache_.load("key"));
    only_file();
}

}  // namespace

}  // namespace mish4j::test
