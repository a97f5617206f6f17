// SPDX-License-Identifier: Apache-2.0
//
// What was found out at a cost, kept on disk from one process to the next: compiled plans, results of measurements.
//
// A file for each: a line with the format's version, one with the environment, one with the key, one with the number of
// the text's bytes and its checksum, then the text. Files are written beside their place and moved there, so that
// nobody reads half a file. One that does not hold what its name promises is removed. A folder that cannot be read or
// written is as good as none.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace mish4j {

// Used by many threads and processes.
class DiskCache {
 public:
    // directory: made when something is kept; empty where nothing is to be. environment: for what texts are valid, of
    // one line.
    DiskCache(std::filesystem::path directory, std::string environment);

    // key: what the text is for, of one line.
    std::optional<std::string> load(const std::string& key) const noexcept;
    void store(const std::string& key, const std::string& text) const noexcept;

    // What load gave is of no use.
    void remove(const std::string& key) const noexcept;

 private:
    std::filesystem::path file_of(const std::string& key) const;

    std::filesystem::path directory_;
    std::string environment_;
};

}  // namespace mish4j
