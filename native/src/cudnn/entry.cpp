// SPDX-License-Identifier: Apache-2.0
//
// The one symbol of libmish4j_cudnn: gives the core the backend that drives cuDNN.
#include <algorithm>
#include <cstring>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "../backend.hpp"
#include "../status.hpp"
#include "../text.hpp"
#include "device.hpp"
#include "driver/cuda_driver.hpp"
#include "engines/cudnn_library.hpp"

namespace mish4j::cudnn {

namespace {

// The GPUs that can be used; none, and the reasons, where there are none.
struct UsableGpus {
    std::vector<int> ordinals;
    std::string reasons;
};

UsableGpus usable_gpus(const CudaDriver& driver) {
    UsableGpus gpus;
    for (int ordinal = 0; ordinal < Gpu::count(driver); ++ordinal) {
        const std::string reason = obstacle(read_gpu_properties(driver, ordinal));
        if (reason.empty()) gpus.ordinals.push_back(ordinal);
        if (!reason.empty()) append_text(gpus.reasons, gpus.reasons.empty() ? reason : "; " + reason);
    }
    return gpus;
}

class CudnnBackend : public Backend {
 public:
    CudnnBackend(const CudaDriver& driver, const CudnnLibrary& library, const Settings& settings,
                 const std::vector<int>& ordinals)
        : driver_(driver), library_(library), settings_(settings) {
        for (int ordinal : ordinals) ordinals_[device_name(ordinal)] = ordinal;
    }

    std::string version() const override { return version_text(library_); }

    std::vector<std::string> device_names() const override {
        std::vector<std::string> names;
        for (const auto& [name, ordinal] : ordinals_) names.push_back(name);
        return names;
    }

    std::unique_ptr<Device> open(const std::string& name) const override {
        const auto found = ordinals_.find(name);
        if (found == ordinals_.end()) throw Error(MISH4J_NOT_FOUND, text("cuDNN has no device '", name, "'"));
        return std::make_unique<CudaDevice>(name, context_of(found->second));
    }

 private:
    // One for each GPU for as long as a device, a model or a request has it.
    std::shared_ptr<const DeviceContext> context_of(int ordinal) const {
        const std::lock_guard lock(mutex_);
        std::weak_ptr<const DeviceContext>& known = contexts_[ordinal];
        std::shared_ptr<const DeviceContext> context = known.lock();
        if (context == nullptr) {
            context = std::make_shared<DeviceContext>(Gpu::open(driver_, ordinal), library_, settings_);
            known = context;
        }
        return context;
    }

    const CudaDriver& driver_;
    const CudnnLibrary& library_;
    const Settings& settings_;
    std::map<std::string, int> ordinals_;
    mutable std::mutex mutex_;
    mutable std::map<int, std::weak_ptr<const DeviceContext>> contexts_;
};

// The backend, or the reason why there is none.
struct Opened {
    Backend* backend = nullptr;
    std::string reason;
};

Opened open_backend(std::int32_t interface_version, const Settings* settings) {
    if (interface_version != backend_interface_version) {
        return {nullptr, text("the cuDNN backend has interface version ", backend_interface_version,
                              ", the core wants ", interface_version)};
    }
    const CudaDriverSearch& driver = find_cuda_driver();
    if (driver.driver == nullptr) return {nullptr, driver.reason};
    const UsableGpus gpus = usable_gpus(*driver.driver);
    if (gpus.ordinals.empty()) return {nullptr, gpus.reasons};
    set_cudnn_path(settings->cudnn_path);
    const CudnnSearch& cudnn = find_cudnn();
    if (cudnn.library == nullptr) return {nullptr, cudnn.reason};
    static CudnnBackend backend(*driver.driver, *cudnn.library, *settings, gpus.ordinals);
    return {&backend, {}};
}

void give_reason(const char* text, char* reason, std::size_t capacity) {
    if (reason == nullptr || capacity == 0) return;
    const std::size_t length = std::min(std::strlen(text), capacity - 1);
    std::memcpy(reason, text, length);
    reason[length] = '\0';
}

}  // namespace

}  // namespace mish4j::cudnn

extern "C" __attribute__((visibility("default"))) mish4j::Backend* mish4j_backend_entry(
    std::int32_t interface_version, char* reason, std::size_t reason_capacity,
    const mish4j::Settings* settings) noexcept {
    using namespace mish4j::cudnn;
    try {
        const Opened opened = open_backend(interface_version, settings);
        if (opened.backend == nullptr) give_reason(opened.reason.c_str(), reason, reason_capacity);
        return opened.backend;
    } catch (const std::exception& error) {
        give_reason(error.what(), reason, reason_capacity);
    } catch (...) {
        give_reason("the cuDNN backend failed for an unknown reason", reason, reason_capacity);
    }
    return nullptr;
}
