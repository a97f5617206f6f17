// SPDX-License-Identifier: Apache-2.0
#include "gpu.hpp"

#include <array>
#include <map>

#include "base/text.hpp"
#include "kernel_images.hpp"

namespace mish4j::cudnn {

namespace {

// Of NVIDIA's compute capabilities: the oldest for which the kernels are compiled.
constexpr int oldest_compute_major = 8;

std::string uuid_text(const CUuuid& uuid) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out = "GPU";
    for (std::size_t i = 0; i < sizeof uuid.bytes; ++i) {
        if (i == 0 || i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        const auto byte = static_cast<unsigned char>(uuid.bytes[i]);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

}  // namespace

std::string device_name(int ordinal) { return text("cuda:", ordinal); }

GpuProperties read_gpu_properties(const CudaDriver& driver, int ordinal) {
    const CudaApi& api = driver.api();
    const std::string activity = text("asking for the properties of ", device_name(ordinal));
    CUdevice device = 0;
    driver.check(api.device_get(&device, ordinal), activity.c_str());
    const auto attribute = [&](CUdevice_attribute which) {
        int value = 0;
        driver.check(api.device_get_attribute(&value, which, device), activity.c_str());
        return value;
    };
    std::array<char, 256> name{};
    driver.check(api.device_get_name(name.data(), static_cast<int>(name.size()) - 1, device), activity.c_str());
    std::size_t bytes = 0;
    driver.check(api.device_total_mem(&bytes, device), activity.c_str());
    CUuuid uuid{};
    driver.check(api.device_get_uuid(&uuid, device), activity.c_str());

    GpuProperties properties;
    properties.ordinal = ordinal;
    properties.name = name.data();
    properties.compute_major = attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
    properties.compute_minor = attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
    properties.multiprocessors = attribute(CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
    properties.memory_bytes = static_cast<std::int64_t>(bytes);
    properties.uuid = uuid_text(uuid);
    return properties;
}

std::string obstacle(const GpuProperties& properties) {
    if (properties.compute_major >= oldest_compute_major) return {};
    return text(device_name(properties.ordinal), " is ", properties.name, " of compute capability ",
                properties.compute_major, ".", properties.compute_minor, ", expected ", oldest_compute_major,
                ".0 or newer");
}

int Gpu::count(const CudaDriver& driver) {
    int count = 0;
    driver.check(driver.api().device_get_count(&count), "counting the GPUs");
    return count;
}

std::shared_ptr<const Gpu> Gpu::open(const CudaDriver& driver, int ordinal) {
    static std::mutex mutex;
    static auto& opened = *new std::map<int, std::weak_ptr<const Gpu>>();
    const std::lock_guard lock(mutex);
    std::shared_ptr<const Gpu> gpu = opened[ordinal].lock();
    if (gpu == nullptr) {
        gpu = std::make_shared<const Gpu>(driver, ordinal);
        opened[ordinal] = gpu;
    }
    return gpu;
}

Gpu::Gpu(const CudaDriver& driver, int ordinal) : driver_(driver), properties_(read_gpu_properties(driver, ordinal)) {
    const std::string reason = obstacle(properties_);
    if (!reason.empty()) throw Error(MISH4J_UNSUPPORTED, reason);
    check(driver_.api().device_get(&device_, ordinal), "opening");
    check(driver_.api().device_primary_ctx_retain(&context_, device_), "opening");
    try {
        load_modules();
    } catch (...) {
        close();
        throw;
    }
}

Gpu::~Gpu() { close(); }

void Gpu::load_modules() {
    const Scope scope(*this);
    for (const KernelImage& image : kernel_images()) {
        CUmodule module = nullptr;
        const CUresult result = driver_.api().module_load_data(&module, image.data);
        if (result != CUDA_SUCCESS) throw failure(result, text("loading the kernels '", image.name, "' onto"));
        modules_.push_back(module);
    }
}

void Gpu::close() noexcept {
    run_quietly([&](const CudaApi& api) {
        for (CUmodule module : modules_) api.module_unload(module);
    });
    driver_.api().device_primary_ctx_release(device_);
}

std::int64_t Gpu::free_bytes() const {
    const Scope scope(*this);
    std::size_t free = 0;
    std::size_t total = 0;
    check(driver_.api().mem_get_info(&free, &total), "asking for the free memory of");
    return static_cast<std::int64_t>(free);
}

CUfunction Gpu::find_function(const std::string& name) const {
    const Scope scope(*this);
    for (CUmodule module : modules_) {
        CUfunction function = nullptr;
        const CUresult result = driver_.api().module_get_function(&function, module, name.c_str());
        if (result == CUDA_SUCCESS) return function;
        if (result != CUDA_ERROR_NOT_FOUND) throw failure(result, text("loading the kernel '", name, "' onto"));
    }
    return nullptr;
}

CUfunction Gpu::function(const std::string& name) const {
    const std::lock_guard lock(functions_mutex_);
    const auto known = functions_.find(name);
    if (known != functions_.end()) return known->second;
    CUfunction function = find_function(name);
    if (function == nullptr) throw Error(MISH4J_INTERNAL_ERROR, text("mish4j has no kernel '", name, "'"));
    functions_.emplace(name, function);
    return function;
}

Error Gpu::failure(CUresult result, const std::string& activity) const {
    return driver_.failure(result, text(activity, " ", device_name(properties_.ordinal)));
}

Gpu::Scope::Scope(const Gpu& gpu) : gpu_(gpu) {
    gpu.check(gpu.driver_.api().ctx_push_current(gpu.context_), "making current the context of");
}

Gpu::Scope::~Scope() {
    CUcontext popped = nullptr;
    gpu_.driver_.api().ctx_pop_current(&popped);
}

}  // namespace mish4j::cudnn
