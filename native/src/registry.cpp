// SPDX-License-Identifier: Apache-2.0
#include "registry.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "settings_store.hpp"
#include "status.hpp"
#include "text.hpp"

namespace mish4j {

namespace {

constexpr std::array<const char*, 2> backend_names = {"onednn", "cudnn"};

// The folder of the file that this function was loaded from.
std::string own_directory() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(&own_directory), &info) == 0 || info.dli_fname == nullptr) {
        throw Error(MISH4J_INTERNAL_ERROR, "dladdr does not know the file of the mish4j library");
    }
    return std::filesystem::absolute(info.dli_fname).lexically_normal().parent_path();
}

// GNU's OpenMP lets idle threads spin for a long while before they sleep, which slows down everything else that wants
// the processor, by a factor of four where the machine is busy. It takes the number of spins from the environment when
// it is loaded, so it must be there before the first backend is. What the user has set is left alone.
void limit_openmp_spinning() {
    if (std::getenv("GOMP_SPINCOUNT") != nullptr || std::getenv("OMP_WAIT_POLICY") != nullptr) return;
    setenv("GOMP_SPINCOUNT", "1000", 0);
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

Registry::Registry() {
    limit_openmp_spinning();
    const std::string directory = own_directory();
    const Settings& settings = SettingsStore::instance().use();
    backends_.reserve(backend_names.size());
    for (const char* name : backend_names) {
        BackendState& state = backends_.emplace_back(load_backend(name, directory, settings));
        if (state.backend == nullptr) continue;
        for (std::string& device : state.backend->device_names()) devices_.push_back({std::move(device), &state});
    }
}

const Registry& Registry::instance() {
    // Never destroyed, since threads may use it until the process ends.
    static const Registry& registry = *new Registry();
    return registry;
}

const DeviceEntry& Registry::find_device(const std::string& name) const {
    for (const DeviceEntry& device : devices_) {
        if (device.name == name) return device;
    }
    std::string names;
    for (const DeviceEntry& device : devices_) names += text(names.empty() ? "" : ", ", device.name);
    std::string reasons;
    for (const BackendState& backend : backends_) {
        if (!backend.reason.empty())
            reasons += text("; the backend ", backend.name, " cannot be used: ", backend.reason);
    }
    throw Error(MISH4J_NOT_FOUND,
                text("there is no device '", name, "', only: ", names.empty() ? "none" : names, reasons));
}

}  // namespace mish4j
