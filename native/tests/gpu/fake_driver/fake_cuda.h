/* SPDX-License-Identifier: Apache-2.0
 *
 * What the fake libcuda.so.1 exports beside CUDA's driver API. Its GPUs' memory is the host's; work is done by the thread
 * that puts it into a stream, before the call returns, or is recorded while the stream captures. Kernels run in the host
 * emulation of the kernels.
 *
 * Environment, read when it is first needed:
 *   FAKE_CUDA_INIT               what cuInit answers; 0
 *   FAKE_CUDA_DRIVER_VERSION     13000
 *   FAKE_CUDA_DEVICES            1
 *   FAKE_CUDA_COMPUTE            the compute capability, 90
 *   FAKE_CUDA_FAULTY_DEVICE      the ordinal of a GPU that tells nothing of itself; none
 *   FAKE_CUDA_MEMORY_BYTES       of each GPU; 8 GiB
 *   FAKE_CUDA_LOSE_DEVICE_AFTER  the number of launches of kernels after which the device is lost
 */
#ifndef MISH4J_FAKE_CUDA_H
#define MISH4J_FAKE_CUDA_H

#include <cuda.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Calls work(data) at once, or whenever the graph that the stream records is launched. destroy(data) is called once it will
 * not be called any more; it may be null. Fails as launches do. */
CUresult fake_cuda_enqueue(CUstream stream, void (*work)(void*), void* data, void (*destroy)(void*));

/* Whether all of these bytes belong to one allocation that a GPU may read and write: its own, or page-locked memory. */
int fake_cuda_is_accessible(const void* address, size_t bytes);

/* What is alive in the process. */
struct fake_cuda_usage {
    size_t device_bytes;
    size_t pinned_bytes;
    size_t streams;
    size_t events;
    size_t graphs;       /* recorded ones */
    size_t graph_execs;  /* instantiated ones */
    size_t modules;
    size_t contexts;     /* how often primary contexts are retained */
    size_t launches;     /* of kernels, and works of fake_cuda_enqueue, since the process began */
};

void fake_cuda_get_usage(struct fake_cuda_usage* usage);

/* From now on allocations beyond so many bytes of a GPU fail. */
void fake_cuda_set_memory_bytes(size_t bytes);

/* The device is lost once so many more kernels were launched: each later call gives CUDA_ERROR_LAUNCH_FAILED. -1: never;
 * a lost device is whole again. */
void fake_cuda_lose_device_after(long long launches);

#ifdef __cplusplus
}
#endif

#endif
