// SPDX-License-Identifier: Apache-2.0
//
// Where cuDNN may lie. No process is started for it.
#pragma once

#include <filesystem>
#include <vector>

namespace mish4j::cudnn {

inline constexpr const char* cudnn_file_name = "libcudnn.so.9";

// The folders beyond the loader's own that hold libcudnn.so.9: those of systems and of CUDA, then those of Python's
// package nvidia-cudnn (of the active environment, of the user, of the system).
std::vector<std::filesystem::path> folders_with_cudnn();

// The same file, with the links on the way to its folder resolved, but not the file itself: where a library looks for
// those beside it.
std::filesystem::path in_its_folder(const std::filesystem::path& file);

// Already loaded into this process: whatever its file name begins with "libcudnn", each in its folder.
std::vector<std::filesystem::path> loaded_cudnn_files();

}  // namespace mish4j::cudnn
