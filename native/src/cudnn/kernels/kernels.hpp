// SPDX-License-Identifier: Apache-2.0
//
// What can be computed with kernels of mish4j's own: each function gives the launch for given tensors. The order of the
// sources is that of the parameters. All kernels compute in f32, and read and write f32, f16 and bf16 with any strides
// (ranks 0 to MISH4J_MAX_RANK); copy and convert_image also read and write the other types of the C ABI, by its rules.
// Where tensors lie alike and without gaps, 16 bytes are moved by each thread at once.
#pragma once

#include <cstdint>
#include <span>
#include <variant>

#include "cudnn/layouts/tensor_desc.hpp"
#include "kernel_call.hpp"
#include "program/program.hpp"

namespace mish4j::cudnn {

// The same elements elsewhere, in another order in memory or of another type. dst may have more channels (dimension 1)
// than src: those are 0.
KernelCall copy_call(const TensorDesc& src, const TensorDesc& dst);

// A link of a chain of element-wise functions: of the value so far, or the addition of the next addend.
struct ChainAdd {};
using ChainLink = std::variant<Eltwise, ChainAdd>;

inline constexpr std::size_t max_chain_links = 8;
inline constexpr std::size_t max_chain_addends = 3;

// All links, one after the other, of each element. Sources: src, then the addends, of src's dimensions.
KernelCall chain_call(std::span<const ChainLink> links, const TensorDesc& src, std::span<const TensorDesc> addends,
                      const TensorDesc& dst);

// src0, src1 and dst have the same dimensions: repetition is by strides of 0.
KernelCall binary_call(BinaryKind kind, const TensorDesc& src0, const TensorDesc& src1, const TensorDesc& dst);
KernelCall select_call(const TensorDesc& condition, const TensorDesc& src0, const TensorDesc& src1,
                       const TensorDesc& dst);

// indices: i32, in device memory, one for each place of dst along axis.
KernelCall gather_call(std::int32_t axis, const TensorDesc& src, const TensorDesc& indices, const TensorDesc& dst);

// indices (i32) and weights (f32): taps for each place of dst along axis.
KernelCall interpolate_call(std::int32_t axis, std::int64_t taps, const TensorDesc& src, const TensorDesc& indices,
                            const TensorDesc& weights, const TensorDesc& dst);

// scales: one for each spatial dimension.
KernelCall resize_nearest_call(const Dims& scales, const TensorDesc& src, const TensorDesc& dst);

// src [N, H, W, C] of any type; scales and shifts: f32 [C]; dst [N, C or more, H, W], channels past C are 0.
KernelCall convert_image_call(const TensorDesc& src, const TensorDesc& scales, const TensorDesc& shifts,
                              const TensorDesc& dst);

// Windows of 1 to 3 spatial dimensions; those that cover the whole image are shared out among the threads of a block.
KernelCall pooling_call(PoolingKind kind, const Dims& kernel, const Window& window, const TensorDesc& src,
                        const TensorDesc& dst);

KernelCall softmax_call(std::int32_t axis, bool logarithmic, const TensorDesc& src, const TensorDesc& dst);
KernelCall normalize_call(std::int32_t first_axis, float epsilon, const TensorDesc& src, const TensorDesc& dst);

// dst has 1 in place of the reduced dimensions.
KernelCall reduce_call(ReductionKind kind, std::span<const std::int32_t> axes, const TensorDesc& src,
                       const TensorDesc& dst);
KernelCall arg_reduce_call(ArgKind kind, bool last, std::int32_t axis, const TensorDesc& src, const TensorDesc& dst);

// As many elements as dst has along the axis, or their places, which are numbers in dst's type.
KernelCall top_k_call(ArgKind kind, bool places, std::int32_t axis, const TensorDesc& src, const TensorDesc& dst);

// Convolutions written out directly, for what cuDNN has no kernel for. bias: f32 [K], or null. Sources: src, weights,
// then the bias if there is one. Where each channel is a group of its own, vectors of channels are computed; of
// weights, they are read where dimension 0 is the contiguous one.
KernelCall convolution_call(std::int64_t groups, const Window& window, const TensorDesc& src, const TensorDesc& weights,
                            const TensorDesc* bias, const TensorDesc& dst);
KernelCall deconvolution_call(std::int64_t groups, const Window& window, const TensorDesc& src,
                              const TensorDesc& weights, const TensorDesc* bias, const TensorDesc& dst);

// src [batch..., M, K], weights [batch..., K, N], dst [batch..., M, N]: of one rank; bias f32 [N], or null. Repeated
// batch dimensions by strides of 0. Strict f32 arithmetic for f32.
KernelCall matmul_call(const TensorDesc& src, const TensorDesc& weights, const TensorDesc* bias, const TensorDesc& dst);

}  // namespace mish4j::cudnn
