// SPDX-License-Identifier: Apache-2.0
//
// What the user has said for all of the process, before the backends were loaded.
#pragma once

#include <string>

namespace mish4j {

struct Settings {
    // The folder, or the file, that cuDNN is loaded from; empty: the usual folders are searched.
    std::string cudnn_path;
    // The folder of compiled plans and of what tuning has found; made when something is kept. Empty: nothing is kept.
    std::string cache_directory;
};

}  // namespace mish4j
