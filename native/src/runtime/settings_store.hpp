// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "settings.hpp"

namespace mish4j {

// The settings of a process, which can be changed until they are first used.
class SettingsStore {
 public:
    // With the defaults that the environment gives.
    SettingsStore();

    // key: MISH4J_SETTING_*. Throws MISH4J_INVALID_ARGUMENT, and MISH4J_INVALID_STATE once they are used.
    void set(std::int32_t key, std::string text);

    // From here on nothing changes.
    const Settings& use();

    // Those of this process.
    static SettingsStore& instance();

 private:
    std::mutex mutex_;
    Settings settings_;
    bool used_ = false;
};

}  // namespace mish4j
