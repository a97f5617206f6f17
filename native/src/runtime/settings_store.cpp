// SPDX-License-Identifier: Apache-2.0
#include "settings_store.hpp"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "arguments/arguments.hpp"

namespace mish4j {

namespace {

// The value of a variable of the environment that names a folder; empty where it names none.
std::filesystem::path absolute_path_in(const char* variable) {
    const char* value = std::getenv(variable);
    std::filesystem::path path = value != nullptr ? value : "";
    return path.is_absolute() ? path : std::filesystem::path();
}

// After the XDG Base Directory Specification, which has relative paths ignored.
std::string default_cache_directory() {
    std::filesystem::path base = absolute_path_in("XDG_CACHE_HOME");
    if (base.empty()) {
        base = absolute_path_in("HOME");
        if (base.empty()) return {};
        base /= ".cache";
    }
    return base / "mish4j";
}

}  // namespace

SettingsStore::SettingsStore() { settings_.cache_directory = default_cache_directory(); }

void SettingsStore::set(std::int32_t key, std::string text) {
    const std::scoped_lock lock(mutex_);
    std::string* place = nullptr;
    switch (key) {
        case MISH4J_SETTING_CUDNN_PATH:
            place = &settings_.cudnn_path;
            break;
        case MISH4J_SETTING_CACHE_DIRECTORY:
            place = &settings_.cache_directory;
            break;
        default:
            fail_argument("key is ", key, ", expected one of MISH4J_SETTING_*");
    }
    if (used_) throw Error(MISH4J_INVALID_STATE, "settings cannot be changed once the backends are loaded");
    *place = std::move(text);
}

const Settings& SettingsStore::use() {
    const std::scoped_lock lock(mutex_);
    used_ = true;
    return settings_;
}

SettingsStore& SettingsStore::instance() {
    // Never destroyed, since backends may use the settings until the process ends.
    static SettingsStore& store = *new SettingsStore();
    return store;
}

}  // namespace mish4j
