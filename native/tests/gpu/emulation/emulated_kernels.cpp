// SPDX-License-Identifier: Apache-2.0
#include "emulated_kernels.hpp"

#include "cuda_language.hpp"

#include "cudnn/kernels/device/kernels.cu"

#include <stdexcept>

namespace mish4j::test {

namespace {

template <typename Argument>
constexpr std::size_t size_of(void (*)(Argument)) {
    return sizeof(Argument);
}

template <auto kernel, typename Argument>
void call_with(const void* argument, void (*)(Argument)) {
    kernel(*static_cast<const Argument*>(argument));
}

template <auto kernel>
void call(const void* argument) {
    call_with<kernel>(argument, kernel);
}

#define EMULATED(kernel) \
    EmulatedKernel { #kernel, size_of(cudnn::kernel), call < cudnn::kernel> }

constexpr EmulatedKernel kernels[] = {
    EMULATED(copy_8x16),        EMULATED(copy_8x1),         EMULATED(copy_16x8),       EMULATED(copy_16x1),
    EMULATED(copy_32x4),        EMULATED(copy_32x1),        EMULATED(copy_64x2),       EMULATED(copy_64x1),
    EMULATED(convert_x8),       EMULATED(convert_x4),       EMULATED(convert_x1),      EMULATED(chain_x8),
    EMULATED(chain_x4),         EMULATED(chain_x1),         EMULATED(binary_x8),       EMULATED(binary_x4),
    EMULATED(binary_x1),        EMULATED(select_x8),        EMULATED(select_x4),       EMULATED(select_x1),
    EMULATED(interpolate_x8),   EMULATED(interpolate_x4),   EMULATED(interpolate_x1),  EMULATED(convert_image_x8),
    EMULATED(convert_image_x4), EMULATED(convert_image_x1), EMULATED(pooling_f16x8),   EMULATED(pooling_bf16x8),
    EMULATED(pooling_f32x4),    EMULATED(pooling_x1),       EMULATED(matmul_tiles),    EMULATED(convolution_tiles),
    EMULATED(convolution_x1),   EMULATED(depthwise_x8),     EMULATED(depthwise_x4),    EMULATED(depthwise_x1),
    EMULATED(softmax_1),        EMULATED(softmax_32),       EMULATED(softmax_256),     EMULATED(normalize_1),
    EMULATED(normalize_32),     EMULATED(normalize_256),    EMULATED(arg_reduce_1),    EMULATED(arg_reduce_32),
    EMULATED(arg_reduce_256),   EMULATED(reduce_rows_32),   EMULATED(reduce_rows_256), EMULATED(reduce_slices),
    EMULATED(transpose_tiles),  EMULATED(top_k_1),          EMULATED(top_k_32),        EMULATED(top_k_256),
};

#undef EMULATED

}  // namespace

void EmulatedKernel::run(const EmulatedLaunch& launch, const void* argument) const {
    run_blocks({launch.grid[0], launch.grid[1], launch.grid[2]}, {launch.block[0], launch.block[1], launch.block[2]},
               function, argument);
}

const EmulatedKernel* find_emulated_kernel(std::string_view name) {
    for (const EmulatedKernel& kernel : kernels) {
        if (kernel.name == name) return &kernel;
    }
    return nullptr;
}

}  // namespace mish4j::test
