// SPDX-License-Identifier: Apache-2.0
#include "registry.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <array>

#include <filesystem>
#include <utility>

#include "base/status.hpp"
#include "base/text.hpp"
#include "settings_store.hpp"

namespace mish4j {

namespace {

// The folder of the file that this function was loaded from.
std::string own_directory() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(&own_directory), &info) == 0 || info.dli_fname == nullptr) {
        throw Error(MISH4J_INTERNAL_ERROR, "dladdr does not know the file of the mish4j library");
    }
    return std::filesystem::absolute(info.dli_fname).lexically_normal().parent_path();
}

// Has GNU's OpenMP loaded by a library whose getenv it calls (openmp/environment.cpp), before a backend loads it: it
// reads its settings once. Sanitizers end a process that looks for symbols in this order; without the library, and
// where something else has loaded OpenMP before, its own settings hold.
void load_openmp(const std::string& directory) {
    if (dlsym(RTLD_DEFAULT, "__sanitizer_print_stack_trace") != nullptr) return;
    dlopen(text(directory, "/libmish4j_openmp.so").c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
}

std::string dl_error() {
    const char* error = dlerror();
    return error != nullptr ? error : "no reason was given";
}

}  // namespace

BackendState load_backend(const std::string& name, const std::string& directory, const Settings& settings) {
    BackendState state;
    state.name = name;
    const std::string library = text(directory, "/libmish4j_", name, ".so");
    if (access(library.c_str(), F_OK) != 0) {
        state.reason = text("this build of mish4j has no ", name, " backend: there is no file ", library);
        return state;
    }
    void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        state.reason = text(library, " does not load: ", dl_error());
        return state;
    }
    const auto entry = reinterpret_cast<BackendEntry>(dlsym(handle, backend_entry_name));
    if (entry == nullptr) {
        state.reason = text(library, " has no function ", backend_entry_name);
        dlclose(handle);
        return state;
    }
    // From here on the library stays loaded: it may have started threads.
    state.library = library;
    std::array<char, 1024> reason{};
    state.backend = entry(backend_interface_version, reason.data(), reason.size(), &settings);
    if (state.backend == nullptr) {
        reason.back() = '\0';
        state.reason = reason[0] != '\0' ? reason.data() : text(library, " gives no backend and no reason");
    }
    return state;
}

Registry::Registry() : directory_(own_directory()), settings_(SettingsStore::instance().use()) {
    load_openmp(directory_);
}

const Registry::LoadedBackend& Registry::load(std::size_t index) const {
    LoadedBackend& backend = loaded_[index];
    std::call_once(backend.loaded, [&] {
        backend.state = load_backend(backend_name(index), directory_, settings_);
        if (backend.state.backend == nullptr) return;
        for (std::string& name : backend.state.backend->device_names()) {
            backend.devices.push_back({std::move(name), &backend.state});
        }
    });
    return backend;
}

const BackendState& Registry::backend(std::size_t index) const { return load(index).state; }

const std::vector<DeviceEntry>& Registry::devices() const {
    std::call_once(listed_, [this] {
        for (std::size_t index = 0; index < backend_count(); ++index) {
            const LoadedBackend& backend = load(index);
            devices_.insert(devices_.end(), backend.devices.begin(), backend.devices.end());
        }
    });
    return devices_;
}

const Registry& Registry::instance() {
    // Never destroyed, since threads may use it until the process ends.
    static const Registry& registry = *new Registry();
    return registry;
}

const DeviceEntry* Registry::find_loaded(std::size_t index, const std::string& name) const {
    for (const DeviceEntry& device : load(index).devices) {
        if (device.name == name) return &device;
    }
    return nullptr;
}

const DeviceEntry& Registry::find_device(const std::string& name) const {
    for (std::size_t index = 0; index < backend_count(); ++index) {
        if (!name.starts_with(backend_names[index].device_prefix)) continue;
        if (const DeviceEntry* device = find_loaded(index, name); device != nullptr) return *device;
    }
    for (const DeviceEntry& device : devices()) {
        if (device.name == name) return device;
    }
    std::string names;
    for (const DeviceEntry& device : devices()) names += text(names.empty() ? "" : ", ", device.name);
    std::string reasons;
    for (std::size_t index = 0; index < backend_count(); ++index) {
        const BackendState& state = backend(index);
        if (!state.reason.empty()) reasons += text("; the backend ", state.name, " cannot be used: ", state.reason);
    }
    throw Error(MISH4J_NOT_FOUND,
                text("there is no device '", name, "', only: ", names.empty() ? "none" : names, reasons));
}

}  // namespace mish4j
