// SPDX-License-Identifier: Apache-2.0
//
// The backends that the core knows of, found and loaded once.
#pragma once

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
    // Loads the backends of the process, on the first call.
    static const Registry& instance();

    const std::vector<BackendState>& backends() const noexcept { return backends_; }
    const std::vector<DeviceEntry>& devices() const noexcept { return devices_; }

    // Throws MISH4J_NOT_FOUND, with the names there are and the reasons of the backends that cannot be used.
    const DeviceEntry& find_device(const std::string& name) const;

 private:
    Registry();

    std::vector<BackendState> backends_;
    std::vector<DeviceEntry> devices_;
};

// Loads the backend `name` from libmish4j_NAME.so in `directory`. The settings live as long as the process.
BackendState load_backend(const std::string& name, const std::string& directory, const Settings& settings);

}  // namespace mish4j
