// SPDX-License-Identifier: Apache-2.0
//
// Starting, devices, contexts.
#include <algorithm>
#include <cstring>
#include <string>

#include "state.hpp"

using namespace mish4j::fake;

namespace {

bool has_device(CUdevice device) { return device >= 0 && static_cast<std::size_t>(device) < state().contexts.size(); }

}  // namespace

CUresult cuInit(unsigned int flags) {
    if (flags != 0) return CUDA_ERROR_INVALID_VALUE;
    const auto result = static_cast<CUresult>(number_of("FAKE_CUDA_INIT", CUDA_SUCCESS));
    state().initialized = result == CUDA_SUCCESS;
    return result;
}

CUresult cuDriverGetVersion(int* version) {
    *version = static_cast<int>(number_of("FAKE_CUDA_DRIVER_VERSION", 13000));
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetCount(int* count) {
    if (!state().initialized) return CUDA_ERROR_NOT_INITIALIZED;
    *count = static_cast<int>(state().contexts.size());
    return CUDA_SUCCESS;
}

CUresult cuDeviceGet(CUdevice* device, int ordinal) {
    if (!state().initialized) return CUDA_ERROR_NOT_INITIALIZED;
    if (!has_device(ordinal)) return CUDA_ERROR_INVALID_DEVICE;
    *device = ordinal;
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetName(char* name, int capacity, CUdevice device) {
    if (!has_device(device)) return CUDA_ERROR_INVALID_DEVICE;
    if (device == number_of("FAKE_CUDA_FAULTY_DEVICE", -1)) return CUDA_ERROR_DEVICE_UNAVAILABLE;
    const std::string text = "Fake GPU " + std::to_string(device);
    const std::size_t length = std::min(text.size(), static_cast<std::size_t>(capacity) - 1);
    std::memcpy(name, text.data(), length);
    name[length] = '\0';
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetUuid(CUuuid* uuid, CUdevice device) {
    if (!has_device(device)) return CUDA_ERROR_INVALID_DEVICE;
    for (std::size_t i = 0; i < sizeof uuid->bytes; ++i) uuid->bytes[i] = static_cast<char>(0xF0 + i + device);
    return CUDA_SUCCESS;
}

CUresult cuDeviceGetAttribute(int* value, CUdevice_attribute attribute, CUdevice device) {
    if (!has_device(device)) return CUDA_ERROR_INVALID_DEVICE;
    const auto compute = static_cast<int>(number_of("FAKE_CUDA_COMPUTE", 90));
    switch (attribute) {
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR:
            *value = compute / 10;
            return CUDA_SUCCESS;
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR:
            *value = compute % 10;
            return CUDA_SUCCESS;
        case CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT:
            *value = 132;
            return CUDA_SUCCESS;
        default:
            return CUDA_ERROR_INVALID_VALUE;
    }
}

CUresult cuDeviceTotalMem(size_t* bytes, CUdevice device) {
    if (!has_device(device)) return CUDA_ERROR_INVALID_DEVICE;
    *bytes = state().memory_bytes;
    return CUDA_SUCCESS;
}

CUresult cuDevicePrimaryCtxRetain(CUcontext* context, CUdevice device) {
    if (!has_device(device)) return CUDA_ERROR_INVALID_DEVICE;
    const std::lock_guard lock(state().mutex);
    *context = &state().contexts[static_cast<std::size_t>(device)];
    ++(*context)->retained;
    return CUDA_SUCCESS;
}

CUresult cuDevicePrimaryCtxRelease(CUdevice device) {
    if (!has_device(device)) return CUDA_ERROR_INVALID_DEVICE;
    const std::lock_guard lock(state().mutex);
    CUctx_st& context = state().contexts[static_cast<std::size_t>(device)];
    if (context.retained == 0) return CUDA_ERROR_INVALID_CONTEXT;
    --context.retained;
    return CUDA_SUCCESS;
}

CUresult cuCtxPushCurrent(CUcontext context) {
    if (context == nullptr) return CUDA_ERROR_INVALID_CONTEXT;
    const std::lock_guard lock(state().mutex);
    if (context->retained == 0) return CUDA_ERROR_CONTEXT_IS_DESTROYED;
    current_contexts().push_back(context);
    return CUDA_SUCCESS;
}

CUresult cuCtxPopCurrent(CUcontext* context) {
    if (current_contexts().empty()) return CUDA_ERROR_INVALID_CONTEXT;
    if (context != nullptr) *context = current_contexts().back();
    current_contexts().pop_back();
    return CUDA_SUCCESS;
}

CUresult cuCtxGetCurrent(CUcontext* context) {
    *context = current_contexts().empty() ? nullptr : current_contexts().back();
    return CUDA_SUCCESS;
}
