// SPDX-License-Identifier: Apache-2.0
//
// The one symbol of libmish4j_onednn: gives the core the backend that drives oneDNN.
#include <algorithm>
#include <cstring>
#include <exception>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>

#include "backend.hpp"
#include "base/status.hpp"
#include "base/text.hpp"
#include "device.hpp"
#include "onednn/library/processor.hpp"

namespace mish4j::onednn {

namespace {

std::string library_version() {
    const dnnl::version_t* version = dnnl::version();
    return text(version->major, ".", version->minor, ".", version->patch);
}

class OneDnnBackend : public Backend {
 public:
    explicit OneDnnBackend(const Settings& settings) : settings_(settings) {
        kernels::limit_instruction_set(instruction_set_limit());
    }

    std::string version() const override { return "oneDNN " + library_version(); }
    std::vector<std::string> device_names() const override { return {CpuDevice::name}; }

    std::unique_ptr<Device> open(const std::string& name) const override {
        if (name != CpuDevice::name)
            throw Error(MISH4J_NOT_FOUND, text("oneDNN has no device '", name, "', only 'cpu'"));
        return std::make_unique<CpuDevice>(settings_.cache_directory);
    }

 private:
    const Settings& settings_;
};

// Why the backend cannot be used; empty when it can.
std::string obstacle(std::int32_t interface_version) {
    if (interface_version != backend_interface_version) {
        return text("the oneDNN backend has interface version ", backend_interface_version, ", the core wants ",
                    interface_version);
    }
    if (dnnl::version()->major != DNNL_VERSION_MAJOR) {
        return text("the oneDNN backend needs oneDNN ", DNNL_VERSION_MAJOR, ", the library found is ",
                    library_version());
    }
    return {};
}

void give_reason(const char* text, char* reason, std::size_t capacity) {
    if (reason == nullptr || capacity == 0) return;
    const std::size_t length = std::min(std::strlen(text), capacity - 1);
    std::memcpy(reason, text, length);
    reason[length] = '\0';
}

}  // namespace

}  // namespace mish4j::onednn

extern "C" __attribute__((visibility("default"))) mish4j::Backend* mish4j_backend_entry(
    std::int32_t interface_version, char* reason, std::size_t reason_capacity,
    const mish4j::Settings* settings) noexcept {
    using namespace mish4j::onednn;
    try {
        const std::string text = obstacle(interface_version);
        if (text.empty()) {
            static OneDnnBackend backend(*settings);
            return &backend;
        }
        give_reason(text.c_str(), reason, reason_capacity);
    } catch (const std::exception& error) {
        give_reason(error.what(), reason, reason_capacity);
    } catch (...) {
        give_reason("the oneDNN backend failed for an unknown reason", reason, reason_capacity);
    }
    return nullptr;
}
