// SPDX-License-Identifier: Apache-2.0
//
// The functions that the fake cuDNN exports in the place of the real one's.
#include <cudnn.h>

#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "attribute_rules.hpp"
#include "descriptor.hpp"
#include "execution.hpp"
#include "failure.hpp"
#include "fake_cuda.h"
#include "finalization.hpp"
#include "handle.hpp"
#include "settings.hpp"

using namespace fake_cudnn;

namespace {

thread_local std::string last_error;

template <typename Work>
cudnnStatus_t guarded(const Work& work) noexcept {
    try {
        work();
        return CUDNN_STATUS_SUCCESS;
    } catch (const Failure& failure) {
        last_error = failure.what();
        return failure.status();
    } catch (const std::exception& failure) {
        last_error = failure.what();
        return CUDNN_STATUS_INTERNAL_ERROR;
    }
}

Descriptor& descriptor_of(cudnnBackendDescriptor_t descriptor) {
    require(descriptor != nullptr, CUDNN_STATUS_BAD_PARAM_NULL_POINTER, "the descriptor is null");
    return *static_cast<Descriptor*>(descriptor);
}

Handle& handle_of(cudnnHandle_t handle) {
    require(handle != nullptr, CUDNN_STATUS_BAD_PARAM_NULL_POINTER, "the handle is null");
    return *reinterpret_cast<Handle*>(handle);
}

// Of the context that is current.
std::string device_name() {
    CUcontext context = nullptr;
    CUdevice device = 0;
    char name[256] = {};
    const bool found = cuCtxGetCurrent(&context) == CUDA_SUCCESS && context != nullptr &&
                       cuDeviceGet(&device, 0) == CUDA_SUCCESS &&
                       cuDeviceGetName(name, static_cast<int>(sizeof name), device) == CUDA_SUCCESS;
    require(found, CUDNN_STATUS_NOT_INITIALIZED, "no context is current");
    return name;
}

}  // namespace

size_t cudnnGetVersion() { return settings().version; }

size_t cudnnGetCudartVersion() { return 13000; }

cudnnStatus_t cudnnGraphVersionCheck() { return CUDNN_STATUS_SUCCESS; }

const char* cudnnGetErrorString(cudnnStatus_t status) {
    switch (CUDNN_STATUS_CATEGORY(status)) {
        case 0:
            return "CUDNN_STATUS_SUCCESS";
        case 1000:
            return "CUDNN_STATUS_NOT_INITIALIZED";
        case 2000:
            return "CUDNN_STATUS_BAD_PARAM";
        case 3000:
            return "CUDNN_STATUS_NOT_SUPPORTED";
        case 4000:
            return "CUDNN_STATUS_INTERNAL_ERROR";
        default:
            return "CUDNN_STATUS_EXECUTION_FAILED";
    }
}

void cudnnGetLastErrorString(char* message, size_t capacity) {
    const size_t length = last_error.copy(message, capacity - 1);
    message[length] = '\0';
    last_error.clear();
}

cudnnStatus_t cudnnCreate(cudnnHandle_t* handle) {
    return guarded([&] {
        require(settings().create == CUDNN_STATUS_SUCCESS, settings().create, "it was told to fail");
        *handle = reinterpret_cast<cudnnHandle_t>(new Handle{nullptr, device_name()});
        ++counters().handles;
    });
}

cudnnStatus_t cudnnDestroy(cudnnHandle_t handle) {
    return guarded([&] {
        delete &handle_of(handle);
        --counters().handles;
    });
}

cudnnStatus_t cudnnSetStream(cudnnHandle_t handle, cudaStream_t stream) {
    return guarded([&] { handle_of(handle).stream = stream; });
}

cudnnStatus_t cudnnBackendCreateDescriptor(cudnnBackendDescriptorType_t type, cudnnBackendDescriptor_t* descriptor) {
    return guarded([&] {
        require(is_known(type), CUDNN_STATUS_NOT_SUPPORTED, "there is no such descriptor");
        *descriptor = new Descriptor{std::make_shared<State>(State{type, false, {}, {}, {}})};
        ++counters().descriptors;
    });
}

cudnnStatus_t cudnnBackendDestroyDescriptor(cudnnBackendDescriptor_t descriptor) {
    return guarded([&] {
        delete &descriptor_of(descriptor);
        --counters().descriptors;
    });
}

cudnnStatus_t cudnnBackendSetAttribute(cudnnBackendDescriptor_t descriptor, cudnnBackendAttributeName_t name,
                                       cudnnBackendAttributeType_t type, int64_t count, const void* elements) {
    return guarded([&] { set_attribute(*descriptor_of(descriptor).state, name, type, count, elements); });
}

cudnnStatus_t cudnnBackendGetAttribute(cudnnBackendDescriptor_t const descriptor, cudnnBackendAttributeName_t name,
                                       cudnnBackendAttributeType_t type, int64_t capacity, int64_t* count,
                                       void* elements) {
    return guarded([&] { get_attribute(*descriptor_of(descriptor).state, name, type, capacity, count, elements); });
}

cudnnStatus_t cudnnBackendFinalize(cudnnBackendDescriptor_t descriptor) {
    return guarded([&] { finalize(descriptor_of(descriptor)); });
}

cudnnStatus_t cudnnBackendExecute(cudnnHandle_t handle, cudnnBackendDescriptor_t plan, cudnnBackendDescriptor_t pack) {
    return guarded([&] {
        const cudnnStatus_t answer = failures().execution;
        require(answer == CUDNN_STATUS_SUCCESS, answer, "it was told to fail");
        const State& plan_state = *descriptor_of(plan).state;
        const State& pack_state = *descriptor_of(pack).state;
        require(plan_state.plan != nullptr && pack_state.finalized, CUDNN_STATUS_BAD_PARAM_NOT_FINALIZED,
                "the plan or its addresses are not finalised");
        auto execution = std::make_unique<Execution>(make_execution(plan_state.plan, pack_state));
        // Owned by the stream from here on, whatever it answers
        const CUresult result = fake_cuda_enqueue(
            handle_of(handle).stream, [](void* data) { static_cast<const Execution*>(data)->run(); },
            execution.release(), [](void* data) { delete static_cast<Execution*>(data); });
        require(result == CUDA_SUCCESS, CUDNN_STATUS_EXECUTION_FAILED_CUDA_DRIVER, "the driver refuses the work");
        ++counters().executions;
    });
}
