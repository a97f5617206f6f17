// SPDX-License-Identifier: Apache-2.0
#include "cudnn_library.hpp"

#include <dlfcn.h>

#include <array>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn_locations.hpp"

namespace mish4j::cudnn {

namespace {

namespace fs = std::filesystem;

constexpr const char* path_variable = "MISH4J_CUDNN_PATH";
constexpr const char* configuration_variable = "CUDNN_LIB_CONFIG";

// The oldest that has everything used here.
constexpr std::size_t least_version = 90800;

constexpr std::array jit_parts = {"libcudnn_graph.so.9", "libcudnn_engines_runtime_compiled.so.9"};

std::string number_text(std::size_t version) {
    return text(version / 10000, ".", version / 100 % 100, ".", version % 100);
}

std::string& chosen_path() {
    static std::string& path = *new std::string();
    return path;
}

std::string first_path() {
    if (!chosen_path().empty()) return chosen_path();
    const char* path = std::getenv(path_variable);
    return path != nullptr ? path : "";
}

std::string dl_error() {
    const char* error = dlerror();
    return error != nullptr ? error : "no reason was given";
}

// Where the function's library was loaded from.
fs::path file_of(void* function) {
    Dl_info info{};
    if (dladdr(function, &info) == 0 || info.dli_fname == nullptr) return {};
    return in_its_folder(info.dli_fname);
}

// The one sentence of why cuDNN cannot be used.
[[noreturn]] void refuse(std::string reason) { throw Error(MISH4J_NOT_FOUND, std::move(reason)); }

void* open_named(const std::string& path) {
    std::error_code error;
    const fs::path file = fs::is_directory(path, error) ? fs::path(path) / cudnn_file_name : fs::path(path);
    if (!fs::exists(file, error)) refuse(text("there is no file ", file.string(), ", which ", path_variable, " names"));
    void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) refuse(text("cuDNN does not load: ", dl_error()));
    return handle;
}

void* open_wherever() {
    // Also gives one that is loaded already
    if (void* handle = dlopen(cudnn_file_name, RTLD_NOW | RTLD_LOCAL)) return handle;
    std::string failures;
    for (const fs::path& folder : folders_with_cudnn()) {
        if (void* handle = dlopen((folder / cudnn_file_name).c_str(), RTLD_NOW | RTLD_LOCAL)) return handle;
        failures += text("; ", dl_error());
    }
    if (!failures.empty()) refuse(text("cuDNN does not load: ", std::string_view(failures).substr(2)));
    refuse(text("there is no ", cudnn_file_name,
                ": not where the loader looks (LD_LIBRARY_PATH), not in the usual folders, "
                "not in Python's package nvidia-cudnn; ",
                path_variable, " can name its folder"));
}

template <typename Function>
void find_function(void* handle, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(handle, name));
    if (function == nullptr) refuse(text("the library that is found as ", cudnn_file_name, " has no function ", name));
}

void find_functions(void* handle, CudnnLibrary& library) {
    find_function(handle, "cudnnGetVersion", library.get_version);
    find_function(handle, "cudnnGetCudartVersion", library.get_cudart_version);
    find_function(handle, "cudnnGraphVersionCheck", library.graph_version_check);
    find_function(handle, "cudnnGetErrorString", library.get_error_string);
    find_function(handle, "cudnnGetLastErrorString", library.get_last_error_string);
    find_function(handle, "cudnnCreate", library.create);
    find_function(handle, "cudnnDestroy", library.destroy);
    find_function(handle, "cudnnSetStream", library.set_stream);
    find_function(handle, "cudnnBackendCreateDescriptor", library.create_descriptor);
    find_function(handle, "cudnnBackendDestroyDescriptor", library.destroy_descriptor);
    find_function(handle, "cudnnBackendSetAttribute", library.set_attribute);
    find_function(handle, "cudnnBackendGetAttribute", library.get_attribute);
    find_function(handle, "cudnnBackendFinalize", library.finalize);
    find_function(handle, "cudnnBackendExecute", library.execute);
}

// Two copies have their own state each, and their parts mix.
void refuse_second_copy(const fs::path& file) {
    for (const fs::path& other : loaded_cudnn_files()) {
        if (other.parent_path() == file.parent_path()) continue;
        refuse(text("the process has two copies of cuDNN: ", other.string(), " is loaded beside ", file.string()));
    }
}

// Keeps it open. Empty when it loads, else why not.
std::string open_part(const fs::path& folder, const char* name) {
    const fs::path file = folder / name;
    std::error_code error;
    const bool exists = fs::exists(file, error);
    // As cuDNN itself does: beside it first, then wherever the loader looks
    if (dlopen(exists ? file.c_str() : name, RTLD_LAZY | RTLD_LOCAL) != nullptr) return {};
    return exists ? dl_error() : text("there is no ", name, " beside it");
}

std::string open_parts(const fs::path& folder, const auto& names) {
    for (const char* name : names) {
        std::string obstacle = open_part(folder, name);
        if (!obstacle.empty()) return obstacle;
    }
    return {};
}

// The libraries of CUDA lie where the loader looks, or in Python's packages beside cuDNN's.
std::string open_cuda_library(const fs::path& folder, const std::string& name) {
    if (dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL) != nullptr) return {};
    for (const char* package : {"cublas", "cuda_nvrtc", "cu13", "cu12"}) {
        const fs::path file = folder / ".." / ".." / package / "lib" / name;
        if (dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL) != nullptr) return {};
    }
    return text("there is no ", name);
}

// What the configuration FULL needs beyond the other.
std::string open_full(const fs::path& folder, std::size_t cuda_major) {
    constexpr std::array parts = {"libcudnn_heuristic.so.9", "libcudnn_engines_precompiled.so.9", "libcudnn_ops.so.9",
                                  "libcudnn_cnn.so.9", "libcudnn_adv.so.9"};
    for (const char* name : {"libcublasLt.so.", "libnvrtc.so."}) {
        std::string obstacle = open_cuda_library(folder, text(name, cuda_major));
        if (!obstacle.empty()) return obstacle;
    }
    return open_parts(folder, parts);
}

// Read by cuDNN when its first part is loaded. A library that others have loaded goes on as they had it.
std::string choose_configuration(bool loaded_before) {
    const char* chosen = std::getenv(configuration_variable);
    if (chosen == nullptr && !loaded_before) {
        setenv(configuration_variable, "GRAPH_JIT_ONLY", 0);
        return "GRAPH_JIT_ONLY";
    }
    return chosen != nullptr && chosen == std::string_view("GRAPH_JIT_ONLY") ? "GRAPH_JIT_ONLY" : "FULL";
}

void require(const CudnnLibrary& library, const std::string& obstacle) {
    if (!obstacle.empty())
        refuse(text(library.file.string(), " cannot be used in its configuration ", library.configuration, ": ",
                    obstacle));
}

void open_library(CudnnLibrary& library) {
    const bool loaded_before = !loaded_cudnn_files().empty();
    const std::string path = first_path();
    void* handle = path.empty() ? open_wherever() : open_named(path);
    find_functions(handle, library);
    library.file = file_of(reinterpret_cast<void*>(library.get_version));
    refuse_second_copy(library.file);
    library.configuration = choose_configuration(loaded_before);
    const fs::path folder = library.file.parent_path();
    require(library, open_parts(folder, jit_parts));
    library.version = library.get_version();
    if (library.version < least_version || library.version / 10000 != CUDNN_MAJOR) {
        refuse(text(library.file.string(), " has version ", number_text(library.version), ", expected ",
                    number_text(least_version), " or a later ", CUDNN_MAJOR, ".x"));
    }
    if (library.graph_version_check() != CUDNN_STATUS_SUCCESS)
        refuse(text("the libraries of cuDNN in ", folder.string(), " are of different versions"));
    if (library.configuration == "FULL") require(library, open_full(folder, library.get_cudart_version() / 1000));
    refuse_second_copy(library.file);
}

CudnnSearch search() {
    // Never destroyed, since threads may use it until the process ends
    static CudnnLibrary& library = *new CudnnLibrary();
    try {
        open_library(library);
        return {&library, {}};
    } catch (const Error& error) {
        return {nullptr, error.what()};
    }
}

}  // namespace

std::string CudnnLibrary::describe(cudnnStatus_t status) const {
    std::array<char, 1024> message{};
    get_last_error_string(message.data(), message.size());
    message.back() = '\0';
    const char* name = get_error_string(status);
    if (message[0] == '\0') return name;
    return text(name, " (", message.data(), ")");
}

void CudnnLibrary::check(cudnnStatus_t status, const std::string& activity) const {
    if (status == CUDNN_STATUS_SUCCESS) return;
    const bool memory = status == CUDNN_STATUS_INTERNAL_ERROR_HOST_ALLOCATION_FAILED ||
                        status == CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED;
    const bool unsupported = CUDNN_STATUS_CATEGORY(status) == CUDNN_STATUS_NOT_SUPPORTED;
    throw Error(memory        ? MISH4J_OUT_OF_MEMORY
                : unsupported ? MISH4J_UNSUPPORTED
                              : MISH4J_BACKEND_FAILURE,
                text(activity, ": cuDNN reports ", describe(status)));
}

void set_cudnn_path(std::string path) { chosen_path() = std::move(path); }

const CudnnSearch& find_cudnn() {
    static const CudnnSearch& found = *new CudnnSearch(search());
    return found;
}

std::string version_text(const CudnnLibrary& library) { return "cuDNN " + number_text(library.version); }

}  // namespace mish4j::cudnn
