// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "base/text.hpp"
#include "gpu.hpp"

namespace mish4j::cudnn {

namespace {

void require_size(std::int64_t bytes, const std::string& what) {
    if (bytes < 0) throw Error(MISH4J_INTERNAL_ERROR, text(what, " has ", bytes, " bytes"));
}

}  // namespace

DeviceMemory::DeviceMemory(std::shared_ptr<const Gpu> gpu, std::int64_t bytes, const std::string& what)
    : gpu_(std::move(gpu)), bytes_(bytes) {
    require_size(bytes, what);
    if (bytes == 0) return;
    const Gpu::Scope scope(*gpu_);
    CUdeviceptr address = 0;
    const CUresult result = gpu_->driver().api().mem_alloc(&address, static_cast<std::size_t>(bytes));
    if (result == CUDA_ERROR_OUT_OF_MEMORY) {
        throw Error(MISH4J_OUT_OF_MEMORY,
                    text("there is no memory for ", what, " on ", device_name(gpu_->properties().ordinal), ": ", bytes,
                         " bytes wanted, ", gpu_->free_bytes(), " of ", gpu_->properties().memory_bytes, " free"));
    }
    if (result != CUDA_SUCCESS) throw gpu_->failure(result, text("allocating ", bytes, " bytes for ", what, " on"));
    data_ = reinterpret_cast<std::byte*>(address);
}

DeviceMemory::DeviceMemory(DeviceMemory&& other) noexcept
    : gpu_(std::move(other.gpu_)), data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}

DeviceMemory& DeviceMemory::operator=(DeviceMemory&& other) noexcept {
    std::swap(gpu_, other.gpu_);
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
}

DeviceMemory::~DeviceMemory() {
    if (data_ == nullptr) return;
    gpu_->run_quietly([&](const CudaApi& api) { api.mem_free(reinterpret_cast<CUdeviceptr>(data_)); });
}

PinnedMemory::PinnedMemory(std::shared_ptr<const Gpu> gpu, std::int64_t bytes, const std::string& what)
    : gpu_(std::move(gpu)), bytes_(bytes) {
    require_size(bytes, what);
    if (bytes == 0) return;
    const Gpu::Scope scope(*gpu_);
    void* address = nullptr;
    const CUresult result =
        gpu_->driver().api().mem_host_alloc(&address, static_cast<std::size_t>(bytes), CU_MEMHOSTALLOC_PORTABLE);
    if (result == CUDA_ERROR_OUT_OF_MEMORY) {
        throw Error(MISH4J_OUT_OF_MEMORY,
                    text("the host has no memory for ", what, ": ", bytes, " page-locked bytes wanted"));
    }
    if (result != CUDA_SUCCESS)
        throw gpu_->failure(result, text("allocating ", bytes, " page-locked bytes for ", what, " of"));
    data_ = static_cast<std::byte*>(address);
}

PinnedMemory::PinnedMemory(PinnedMemory&& other) noexcept
    : gpu_(std::move(other.gpu_)), data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}

PinnedMemory& PinnedMemory::operator=(PinnedMemory&& other) noexcept {
    std::swap(gpu_, other.gpu_);
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
}

PinnedMemory::~PinnedMemory() {
    if (data_ == nullptr) return;
    gpu_->run_quietly([&](const CudaApi& api) { api.mem_free_host(data_); });
}

}  // namespace mish4j::cudnn
