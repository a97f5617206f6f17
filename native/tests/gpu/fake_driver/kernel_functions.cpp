// SPDX-License-Identifier: Apache-2.0
//
// Modules, and launches of the kernels that the emulation has.
#include <array>
#include <cstring>
#include <map>
#include <string_view>

#include "cudnn/kernels/kernel_call.hpp"
#include "state.hpp"

using namespace mish4j::fake;

namespace {

// Of every GPU of compute capability 8.0 or newer.
constexpr std::uint64_t max_block_threads = 1024;
constexpr std::uint32_t max_block_depth = 64;
constexpr std::uint32_t max_grid_width = 0x7FFFFFFF;
constexpr std::uint32_t max_grid_height = 65535;
constexpr std::uint32_t max_shared_bytes = 48 * 1024;

bool is_launchable(const mish4j::test::EmulatedLaunch& launch) {
    for (std::uint32_t size : launch.grid) {
        if (size == 0) return false;
    }
    std::uint64_t threads = 1;
    for (std::uint32_t size : launch.block) {
        if (size == 0 || size > max_block_threads) return false;
        threads *= size;
    }
    return threads <= max_block_threads && launch.block[2] <= max_block_depth && launch.grid[0] <= max_grid_width &&
           launch.grid[1] <= max_grid_height && launch.grid[2] <= max_grid_height &&
           launch.shared_bytes <= max_shared_bytes;
}

// Whether what the kernel will read and write is there.
bool pointers_are_accessible(const std::vector<std::byte>& argument) {
    mish4j::cudnn::KernelPointers pointers{};
    std::memcpy(&pointers, argument.data(), sizeof pointers);
    for (const void* src : pointers.srcs) {
        if (src != nullptr && !is_accessible(src, 1)) return false;
    }
    return is_accessible(pointers.dst, 1);
}

}  // namespace

CUresult cuModuleLoadData(CUmodule* module, const void* image) {
    const CUresult entered = enter_unsafe();
    if (entered != CUDA_SUCCESS) return entered;
    if (image == nullptr) return CUDA_ERROR_INVALID_VALUE;
    const std::lock_guard lock(state().mutex);
    *module = state().modules.add(std::make_unique<CUmod_st>());
    return CUDA_SUCCESS;
}

CUresult cuModuleUnload(CUmodule module) {
    const std::lock_guard lock(state().mutex);
    return state().modules.remove(module) ? state().lost.load() : CUDA_ERROR_INVALID_HANDLE;
}

CUresult cuModuleGetFunction(CUfunction* function, CUmodule module, const char* name) {
    const CUresult entered = enter();
    if (entered != CUDA_SUCCESS) return entered;
    const std::lock_guard lock(state().mutex);
    if (!state().modules.has(module)) return CUDA_ERROR_INVALID_HANDLE;
    const mish4j::test::EmulatedKernel* kernel = mish4j::test::find_emulated_kernel(name);
    if (kernel == nullptr) return CUDA_ERROR_NOT_FOUND;
    // As long as the process: nothing but the pointer to a constant.
    static auto& functions = *new std::map<std::string_view, CUfunc_st>();
    *function = &functions.try_emplace(kernel->name, CUfunc_st{kernel}).first->second;
    return CUDA_SUCCESS;
}

CUresult cuLaunchKernel(CUfunction function, unsigned int grid_width, unsigned int grid_height, unsigned int grid_depth,
                        unsigned int block_width, unsigned int block_height, unsigned int block_depth,
                        unsigned int shared_bytes, CUstream stream, void** parameters, void** extra) {
    const mish4j::test::EmulatedLaunch launch{
        {grid_width, grid_height, grid_depth}, {block_width, block_height, block_depth}, shared_bytes};
    if (function == nullptr) return CUDA_ERROR_INVALID_HANDLE;
    if (parameters == nullptr || extra != nullptr || !is_launchable(launch)) return CUDA_ERROR_INVALID_VALUE;
    const mish4j::test::EmulatedKernel& kernel = *function->kernel;
    // The parameters are the caller's again when this returns.
    const auto* bytes = static_cast<const std::byte*>(parameters[0]);
    std::vector<std::byte> argument(bytes, bytes + kernel.argument_bytes);
    return submit(stream, [&kernel, launch, argument = std::move(argument)] {
        if (!count_launch()) return;
        if (!pointers_are_accessible(argument)) {
            state().lost = CUDA_ERROR_ILLEGAL_ADDRESS;
            return;
        }
        kernel.run(launch, argument.data());
    });
}
