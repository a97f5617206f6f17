// SPDX-License-Identifier: Apache-2.0
//
// The backends that the core knows of. Each is found and loaded once, when it is first needed: who opens "cpu" does not
// wait for the driver of a GPU.
#pragma once

#include <array>
#include <mutex>
#include <string>
#include <string_view>
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

    // Neither loads a backend. index: below backend_count().
    static std::size_t backend_count() { return backend_names.size(); }
    static std::string backend_name(std::size_t index) { return backend_names[index].name; }

    // Loads the backend. index: below backend_count().
    const BackendState& backend(std::size_t index) const;

    // Loads all backends.
    const std::vector<DeviceEntry>& devices() const;

    // Loads the backend that has devices of such a name, and no other; where it has none of this name, all of them.
    // Throws MISH4J_NOT_FOUND, with the names there are and the reasons of the backends that cannot be used.
    const DeviceEntry& find_device(const std::string& name) const;

 private:
    struct BackendName {
        const char* name;
        std::string_view device_prefix;  // what the names of its devices begin with
    };
    static constexpr std::array<BackendName, 2> backend_names = {{{"onednn", "cpu"}, {"cudnn", "cuda:"}}};

    struct LoadedBackend {
        std::once_flag loaded;
        BackendState state;
        std::vector<DeviceEntry> devices;
    };

    Registry();
    const LoadedBackend& load(std::size_t index) const;
    const DeviceEntry* find_loaded(std::size_t index, const std::string& name) const;

    std::string directory_;
    const Settings& settings_;
    mutable std::array<LoadedBackend, backend_names.size()> loaded_;
    mutable std::once_flag listed_;
    mutable std::vector<DeviceEntry> devices_;
};

// Loads the backend `name` from libmish4j_NAME.so in `directory`. The settings live as long as the process.
BackendState load_backend(const std::string& name, const std::string& directory, const Settings& settings);

}  // namespace mish4j
