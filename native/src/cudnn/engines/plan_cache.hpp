// SPDX-License-Identifier: Apache-2.0
//
// Plans that were compiled, and chosen by their times, kept on disk from one process to the next.
//
// A file for each: a line with the format's version, one with the environment, one with the key, one with the number of
// the plan's bytes and its checksum, then the plan. Files are written beside their place and moved there, so that
// nobody reads half a file. One that does not hold what its name promises is removed. A folder that cannot be read or
// written is as good as none.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "../driver/gpu.hpp"
#include "cudnn_library.hpp"

namespace mish4j::cudnn {

// For what plans are valid, and found fastest: "cuDNN 9.24.0 GRAPH_JIT_ONLY, NVIDIA H200, sm_90, 132 multiprocessors".
std::string plan_environment(const CudnnLibrary& library, const GpuProperties& gpu);

// Used by many threads and processes.
class PlanCache {
 public:
    // directory: made when something is kept; empty where nothing is to be.
    PlanCache(std::filesystem::path directory, std::string environment);

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

}  // namespace mish4j::cudnn
