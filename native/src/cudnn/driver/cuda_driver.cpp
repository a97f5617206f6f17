// SPDX-License-Identifier: Apache-2.0
#include "cuda_driver.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/text.hpp"

namespace mish4j::cudnn {

namespace {

constexpr const char* library_name = "libcuda.so.1";
constexpr const char* path_variable = "MISH4J_CUDA_PATH";

// "CUDA_ERROR_NO_DEVICE (no CUDA-capable device is detected)"
std::string describe(const CudaApi& api, CUresult result) {
    const char* name = nullptr;
    const char* meaning = nullptr;
    if (api.get_error_name(result, &name) != CUDA_SUCCESS || name == nullptr) {
        return text("error ", static_cast<int>(result));
    }
    if (api.get_error_string(result, &meaning) != CUDA_SUCCESS || meaning == nullptr) return name;
    return text(name, " (", meaning, ")");
}

// Errors after which every call for the device fails.
bool device_is_lost(CUresult result) {
    switch (result) {
        case CUDA_ERROR_DEVICE_UNAVAILABLE:
        case CUDA_ERROR_ECC_UNCORRECTABLE:
        case CUDA_ERROR_NVLINK_UNCORRECTABLE:
        case CUDA_ERROR_CONTAINED:
        case CUDA_ERROR_ILLEGAL_ADDRESS:
        case CUDA_ERROR_LAUNCH_TIMEOUT:
        case CUDA_ERROR_CONTEXT_IS_DESTROYED:
        case CUDA_ERROR_ASSERT:
        case CUDA_ERROR_HARDWARE_STACK_ERROR:
        case CUDA_ERROR_ILLEGAL_INSTRUCTION:
        case CUDA_ERROR_MISALIGNED_ADDRESS:
        case CUDA_ERROR_INVALID_ADDRESS_SPACE:
        case CUDA_ERROR_INVALID_PC:
        case CUDA_ERROR_LAUNCH_FAILED:
        case CUDA_ERROR_TENSOR_MEMORY_LEAK:
        case CUDA_ERROR_EXTERNAL_DEVICE:
        case CUDA_ERROR_UNKNOWN:
            return true;
        default:
            return false;
    }
}

mish4j_status status_of(CUresult result) {
    switch (result) {
        case CUDA_ERROR_OUT_OF_MEMORY:
            return MISH4J_OUT_OF_MEMORY;
        case CUDA_ERROR_NOT_SUPPORTED:
            return MISH4J_UNSUPPORTED;
        default:
            return MISH4J_BACKEND_FAILURE;
    }
}

std::string version_text(int version) { return text(version / 1000, ".", version % 1000 / 10); }

std::string file_to_open() {
    const char* given = std::getenv(path_variable);
    if (given == nullptr || *given == '\0') return library_name;
    const std::filesystem::path path = std::filesystem::absolute(given);
    return std::filesystem::is_directory(path) ? path / library_name : path;
}

CudaDriverSearch search() {
    const std::string file = file_to_open();
    // Stays open until the process ends: the driver has threads of its own.
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        const char* error = dlerror();
        return {nullptr, text("NVIDIA's driver does not load: ", error != nullptr ? error : file)};
    }
    CudaApi api{};
    std::string missing = load_first_functions(library, api);
    if (!missing.empty()) return {nullptr, text("NVIDIA's driver ", file, " has no function ", missing)};

    const CUresult result = api.init(0);
    if (result == CUDA_ERROR_NO_DEVICE) return {nullptr, "NVIDIA's driver finds no GPU"};
    if (result != CUDA_SUCCESS) return {nullptr, text("NVIDIA's driver does not start: ", describe(api, result))};

    int version = 0;
    const CUresult version_result = api.driver_get_version(&version);
    if (version_result != CUDA_SUCCESS)
        return {nullptr, text("NVIDIA's driver does not tell its version: ", describe(api, version_result))};
    if (version < oldest_driver_version) {
        return {nullptr, text("NVIDIA's driver supports CUDA ", version_text(version), ", expected CUDA ",
                              version_text(oldest_driver_version), " or newer")};
    }
    missing = load_other_functions(library, api);
    if (!missing.empty()) return {nullptr, text("NVIDIA's driver ", file, " has no function ", missing)};

    int count = 0;
    if (api.device_get_count(&count) == CUDA_SUCCESS && count == 0) return {nullptr, "NVIDIA's driver finds no GPU"};
    return {new CudaDriver(api, version, file), ""};
}

}  // namespace

CudaDriver::CudaDriver(const CudaApi& api, int version, std::string file)
    : api_(api), version_(version), file_(std::move(file)) {}

Error CudaDriver::failure(CUresult result, const std::string& activity) const {
    return {status_of(result),
            text(activity, ": the driver reports ", describe(api_, result),
                 device_is_lost(result) ? "; the device cannot be used until the process ends" : "")};
}

const CudaDriverSearch& find_cuda_driver() {
    static const CudaDriverSearch& found = *new CudaDriverSearch(search());
    return found;
}

}  // namespace mish4j::cudnn
