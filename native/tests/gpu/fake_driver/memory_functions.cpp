// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <cstring>
#include <new>

#include "state.hpp"

using namespace mish4j::fake;

namespace {

constexpr std::size_t alignment = 256;

CUresult allocate(std::size_t bytes, bool pinned, void** address) {
    if (bytes == 0) return CUDA_ERROR_INVALID_VALUE;
    State& all = state();
    const std::lock_guard lock(all.mutex);
    if (!pinned) {
        const std::size_t used = all.allocated_bytes(false);
        if (used > all.memory_bytes || bytes > all.memory_bytes - used) return CUDA_ERROR_OUT_OF_MEMORY;
    }
    void* memory = ::operator new (bytes, std::align_val_t{alignment}, std::nothrow);
    if (memory == nullptr) return CUDA_ERROR_OUT_OF_MEMORY;
    // New memory of a GPU is not zero: what is not written shows.
    std::memset(memory, 0xA5, bytes);
    all.allocations.emplace(reinterpret_cast<std::uintptr_t>(memory), Allocation{bytes, pinned});
    *address = memory;
    return CUDA_SUCCESS;
}

CUresult release(const void* address, bool pinned) {
    State& all = state();
    const std::lock_guard lock(all.mutex);
    const auto found = all.allocations.find(reinterpret_cast<std::uintptr_t>(address));
    if (found == all.allocations.end() || found->second.pinned != pinned) return CUDA_ERROR_INVALID_VALUE;
    ::operator delete (reinterpret_cast<void*>(found->first), std::align_val_t{alignment});
    all.allocations.erase(found);
    return all.lost;
}

void* pointer_of(CUdeviceptr address) { return reinterpret_cast<void*>(address); }

// Does it if the GPU's side is there.
CUresult submit_copy(CUstream stream, std::size_t bytes, void* dst, const void* src, bool dst_on_device,
                     bool src_on_device) {
    return submit(stream, [=] {
        if ((dst_on_device && !is_accessible(dst, bytes)) || (src_on_device && !is_accessible(src, bytes))) {
            state().lost = CUDA_ERROR_ILLEGAL_ADDRESS;
            return;
        }
        std::memmove(dst, src, bytes);
    });
}

}  // namespace

CUresult cuMemGetInfo(size_t* free, size_t* total) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    State& all = state();
    const std::lock_guard lock(all.mutex);
    const std::size_t used = all.allocated_bytes(false);
    *total = all.memory_bytes;
    *free = used < all.memory_bytes ? all.memory_bytes - used : 0;
    return CUDA_SUCCESS;
}

CUresult cuMemAlloc(CUdeviceptr* address, size_t bytes) {
    const CUresult entered = enter_unsafe();
    if (entered != CUDA_SUCCESS) return entered;
    void* memory = nullptr;
    const CUresult result = allocate(bytes, false, &memory);
    if (result == CUDA_SUCCESS) *address = reinterpret_cast<CUdeviceptr>(memory);
    return result;
}

CUresult cuMemFree(CUdeviceptr address) { return release(pointer_of(address), false); }

CUresult cuMemHostAlloc(void** address, size_t bytes, unsigned int) {
    const CUresult entered = enter_unsafe();
    return entered != CUDA_SUCCESS ? entered : allocate(bytes, true, address);
}

CUresult cuMemFreeHost(void* address) { return release(address, true); }

CUresult cuMemcpyHtoDAsync(CUdeviceptr dst, const void* src, size_t bytes, CUstream stream) {
    return submit_copy(stream, bytes, pointer_of(dst), src, true, false);
}

CUresult cuMemcpyDtoHAsync(void* dst, CUdeviceptr src, size_t bytes, CUstream stream) {
    return submit_copy(stream, bytes, dst, pointer_of(src), false, true);
}

CUresult cuMemcpyDtoDAsync(CUdeviceptr dst, CUdeviceptr src, size_t bytes, CUstream stream) {
    return submit_copy(stream, bytes, pointer_of(dst), pointer_of(src), true, true);
}

CUresult cuMemsetD8Async(CUdeviceptr dst, unsigned char value, size_t bytes, CUstream stream) {
    return submit(stream, [=] {
        if (!is_accessible(pointer_of(dst), bytes)) {
            state().lost = CUDA_ERROR_ILLEGAL_ADDRESS;
            return;
        }
        std::memset(pointer_of(dst), value, bytes);
    });
}
