// SPDX-License-Identifier: Apache-2.0
#include "cuda_api.hpp"

#include <dlfcn.h>

namespace mish4j::cudnn {

namespace {

// cuda.h gives many functions another name, such as cuMemAlloc_v2: that is the one to look up.
#define MISH4J_TEXT_OF(name) #name
#define MISH4J_LOAD(member, function) loader.load(api.member, MISH4J_TEXT_OF(function))

class Loader {
 public:
    explicit Loader(void* library) : library_(library) {}

    template <class Function>
    void load(Function& function, const char* name) {
        function = reinterpret_cast<Function>(dlsym(library_, name));
        if (function == nullptr && missing_.empty()) missing_ = name;
    }

    const std::string& missing() const { return missing_; }

 private:
    void* library_;
    std::string missing_;
};

}  // namespace

std::string load_first_functions(void* library, CudaApi& api) {
    Loader loader(library);
    MISH4J_LOAD(init, cuInit);
    MISH4J_LOAD(driver_get_version, cuDriverGetVersion);
    MISH4J_LOAD(get_error_name, cuGetErrorName);
    MISH4J_LOAD(get_error_string, cuGetErrorString);
    MISH4J_LOAD(device_get_count, cuDeviceGetCount);
    return loader.missing();
}

std::string load_other_functions(void* library, CudaApi& api) {
    Loader loader(library);
    MISH4J_LOAD(device_get, cuDeviceGet);
    MISH4J_LOAD(device_get_name, cuDeviceGetName);
    MISH4J_LOAD(device_get_uuid, cuDeviceGetUuid);
    MISH4J_LOAD(device_get_attribute, cuDeviceGetAttribute);
    MISH4J_LOAD(device_total_mem, cuDeviceTotalMem);
    MISH4J_LOAD(device_primary_ctx_retain, cuDevicePrimaryCtxRetain);
    MISH4J_LOAD(device_primary_ctx_release, cuDevicePrimaryCtxRelease);
    MISH4J_LOAD(ctx_push_current, cuCtxPushCurrent);
    MISH4J_LOAD(ctx_pop_current, cuCtxPopCurrent);

    MISH4J_LOAD(module_load_data, cuModuleLoadData);
    MISH4J_LOAD(module_unload, cuModuleUnload);
    MISH4J_LOAD(module_get_function, cuModuleGetFunction);
    MISH4J_LOAD(launch_kernel, cuLaunchKernel);

    MISH4J_LOAD(mem_get_info, cuMemGetInfo);
    MISH4J_LOAD(mem_alloc, cuMemAlloc);
    MISH4J_LOAD(mem_free, cuMemFree);
    MISH4J_LOAD(mem_host_alloc, cuMemHostAlloc);
    MISH4J_LOAD(mem_free_host, cuMemFreeHost);
    MISH4J_LOAD(memcpy_htod_async, cuMemcpyHtoDAsync);
    MISH4J_LOAD(memcpy_dtoh_async, cuMemcpyDtoHAsync);
    MISH4J_LOAD(memcpy_dtod_async, cuMemcpyDtoDAsync);
    MISH4J_LOAD(memset_d8_async, cuMemsetD8Async);

    MISH4J_LOAD(stream_create, cuStreamCreate);
    MISH4J_LOAD(stream_destroy, cuStreamDestroy);
    MISH4J_LOAD(stream_synchronize, cuStreamSynchronize);
    MISH4J_LOAD(stream_query, cuStreamQuery);
    MISH4J_LOAD(stream_begin_capture, cuStreamBeginCapture);
    MISH4J_LOAD(stream_end_capture, cuStreamEndCapture);

    MISH4J_LOAD(event_create, cuEventCreate);
    MISH4J_LOAD(event_destroy, cuEventDestroy);
    MISH4J_LOAD(event_record, cuEventRecord);
    MISH4J_LOAD(event_synchronize, cuEventSynchronize);
    MISH4J_LOAD(event_elapsed_time, cuEventElapsedTime);

    MISH4J_LOAD(graph_destroy, cuGraphDestroy);
    MISH4J_LOAD(graph_instantiate, cuGraphInstantiate);
    MISH4J_LOAD(graph_exec_destroy, cuGraphExecDestroy);
    MISH4J_LOAD(graph_launch, cuGraphLaunch);
    return loader.missing();
}

}  // namespace mish4j::cudnn
