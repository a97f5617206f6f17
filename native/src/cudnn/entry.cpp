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

#include "backend.hpp"
#include "base/status.hpp"
#include "base/text.hpp"
#include "cudnn/driver/cuda_driver.hpp"
#include "cudnn/engines/library/cudnn_library.hpp"
#include "device.hpp"

namespace mish4j::cudnn {

namespace {

// Every GPU of the driver, and why it cannot be used; an empty text where it can. Opens none of them.
std::vector<std::string> gpu_obstacles(const CudaDriver& driver) {
    std::vector<std::string> obstacles;
    for (int ordinal = 0; ordinal < Gpu::count(driver); ++ordinal) {
        try {
            obstacles.push_back(obstacle(read_gpu_properties(driver, ordinal)));
        } catch (const Error& error) {
            obstacles.emplace_back(error.what());
        }
    }
    return obstacles;
}

std::string joined(const std::vector<std::string>& obstacles) {
    std::string reasons;
    for (const std::string& obstacle : obstacles) reasons += text(reasons.empty() ? "" : "; ", obstacle);
    return reasons;
}

class CudnnBackend : public Backend {
 public:
    CudnnBackend(const CudaDriver& driver, const CudnnLibrary& library, const Settings& settings, int gpu_count)
        : driver_(driver), library_(library), settings_(settings), gpu_count_(gpu_count) {}

    std::string version() const override { return version_text(library_); }

    std::vector<std::string> device_names() const override {
        std::vector<std::string> names;
        for (int ordinal = 0; ordinal < gpu_count_; ++ordinal) names.push_back(device_name(ordinal));
        return names;
    }

    std::unique_ptr<Device> open(const std::string& name) const override {
        for (int ordinal = 0; ordinal < gpu_count_; ++ordinal) {
            if (device_name(ordinal) == name) return std::make_unique<CudaDevice>(name, context_of(ordinal));
        }
        throw Error(MISH4J_NOT_FOUND, text("cuDNN has no device '", name, "'"));
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
    int gpu_count_;
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
    const std::vector<std::string> obstacles = gpu_obstacles(*driver.driver);
    if (std::ranges::none_of(obstacles, &std::string::empty)) return {nullptr, joined(obstacles)};
    set_cudnn_path(settings->cudnn_path);
    const CudnnSearch& cudnn = find_cudnn();
    if (cudnn.library == nullptr) return {nullptr, cudnn.reason};
    static CudnnBackend backend(*driver.driver, *cudnn.library, *settings, static_cast<int>(obstacles.size()));
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
