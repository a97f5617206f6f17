// SPDX-License-Identifier: Apache-2.0
//
// The functions of CUDA's driver library that mish4j calls, in the versions that cuda.h declares.
#pragma once

#include <cuda.h>

#include <string>

namespace mish4j::cudnn {

struct CudaApi {
    decltype(&::cuInit) init;
    decltype(&::cuDriverGetVersion) driver_get_version;
    decltype(&::cuGetErrorName) get_error_name;
    decltype(&::cuGetErrorString) get_error_string;

    decltype(&::cuDeviceGetCount) device_get_count;
    decltype(&::cuDeviceGet) device_get;
    decltype(&::cuDeviceGetName) device_get_name;
    decltype(&::cuDeviceGetUuid) device_get_uuid;
    decltype(&::cuDeviceGetAttribute) device_get_attribute;
    decltype(&::cuDeviceTotalMem) device_total_mem;
    decltype(&::cuDevicePrimaryCtxRetain) device_primary_ctx_retain;
    decltype(&::cuDevicePrimaryCtxRelease) device_primary_ctx_release;
    decltype(&::cuCtxPushCurrent) ctx_push_current;
    decltype(&::cuCtxPopCurrent) ctx_pop_current;

    decltype(&::cuModuleLoadData) module_load_data;
    decltype(&::cuModuleUnload) module_unload;
    decltype(&::cuModuleGetFunction) module_get_function;
    decltype(&::cuLaunchKernel) launch_kernel;

    decltype(&::cuMemGetInfo) mem_get_info;
    decltype(&::cuMemAlloc) mem_alloc;
    decltype(&::cuMemFree) mem_free;
    decltype(&::cuMemHostAlloc) mem_host_alloc;
    decltype(&::cuMemFreeHost) mem_free_host;
    decltype(&::cuMemcpyHtoDAsync) memcpy_htod_async;
    decltype(&::cuMemcpyDtoHAsync) memcpy_dtoh_async;
    decltype(&::cuMemcpyDtoDAsync) memcpy_dtod_async;
    decltype(&::cuMemsetD8Async) memset_d8_async;

    decltype(&::cuStreamCreate) stream_create;
    decltype(&::cuStreamDestroy) stream_destroy;
    decltype(&::cuStreamSynchronize) stream_synchronize;
    decltype(&::cuStreamQuery) stream_query;
    decltype(&::cuStreamBeginCapture) stream_begin_capture;
    decltype(&::cuStreamEndCapture) stream_end_capture;

    decltype(&::cuEventCreate) event_create;
    decltype(&::cuEventDestroy) event_destroy;
    decltype(&::cuEventRecord) event_record;
    decltype(&::cuEventSynchronize) event_synchronize;
    decltype(&::cuEventElapsedTime) event_elapsed_time;

    decltype(&::cuGraphDestroy) graph_destroy;
    decltype(&::cuGraphInstantiate) graph_instantiate;
    decltype(&::cuGraphExecDestroy) graph_exec_destroy;
    decltype(&::cuGraphLaunch) graph_launch;
};

// Takes from a library, as dlopen gave it, what is needed to ask whether it can be used at all: init, the versions and
// the names of errors. Gives the name of the first function that the library lacks; empty when it has all.
std::string load_first_functions(void* library, CudaApi& api);

// Takes the others.
std::string load_other_functions(void* library, CudaApi& api);

}  // namespace mish4j::cudnn
