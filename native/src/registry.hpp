// SPDX-License-Identifier: Apache-2.0
//
// The backends that the core knows of. Each is found and loaded once, when it is first needed: who opens "cpu" does not
// wait for the driver of a GPU.
#pragma once

#include <array>
#include <mutex>
#include <string>
#include <vector>

#include "backend.hpp"
#include "settings.hpp"

namespace mish4j {

struct BackendState {
    std::string name;
    std::string reason;   // why it cannot be used; empty when it can
    std::string library;  // the file it was loaded from; empty when it was not
    Backend* backend = nullptr;
};

struct DeviceEntry {
    std::string name;
    const BackendState* backend;
};

class Registry {
 public:
    static const Registry& instance();

    // Both load all backends.
    const std::vector<BackendState>& backends() const;
    const std::vector<DeviceEntry>& devices() const;

    // Loads backends until one has the device. Throws MISH4J_NOT_FOUND, with the names there are and the reasons of the
    // backends that cannot be used.
    const DeviceEntry& find_device(const std::string& name) const;

 private:
    static constexpr std::array<const char*, 2> backend_names = {"onednn", "cudnn"};

    struct LoadedBackend {
        std::once_flag loaded;
        BackendState state;
        std::vector<DeviceEntry> devices;
    };

    Registry();
    const LoadedBackend& load(std::size_t index) const;
    void load_all() const;

    std::string directory_;
    const Settings& settings_;
    mutable std::array<LoadedBackend, backend_names.size()> loaded_;
    mutable std::once_flag all_loaded_;
    mutable std::vector<BackendState> backends_;
    mutable std::vector<DeviceEntry> devices_;
};

// Loads the backend `name` from libmish4j_NAME.so in `directory`. The settings live as long as the process.
BackendState load_backend(const std::string& name, const std::string& directory, const Settings& settings);

}  // namespace mish4j
