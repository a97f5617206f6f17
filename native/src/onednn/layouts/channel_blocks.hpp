// SPDX-License-Identifier: Apache-2.0
//
// Layouts whose channels lie in blocks, nChw8c or nChw16c and their like for one and three spatial dimensions: the ones
// in which a part of the channels is a tensor that oneDNN's kernels read and write where it lies.
#pragma once

#include <optional>

#include "layouts.hpp"
#include "view.hpp"

namespace mish4j::onednn {

// The block that suits the vector registers here; 0 where channels last suits better: for bf16 and f16, whose kernels
// of that layout need far less scratch memory.
std::int64_t channel_block(DataType type);

// Whether a tensor [N, C, spatial...] fills at least one block.
bool fits_channel_blocks(const Dims& dims, std::int64_t block);

// dims: [N, C, spatial...] of one to three spatial dimensions; block: 8 or 16.
Desc channel_blocked_layout(const Dims& dims, DataType type, std::int64_t block);

// Whether `desc` is such a layout: of all of a tensor, or of a part of its channels. A transposed tensor of channel
// blocks is none: its pixels lie in another order, or its blocks are of another dimension.
bool has_channel_blocks(const Desc& desc);

// The channels first to first + count - 1 of a tensor in blocks, where they lie. Nothing where they do not start with a
// block; where they end within one that holds other channels as well; or, of several images, within any.
std::optional<View> channel_slice(const View& whole, std::int64_t first, std::int64_t count);

// A layout of channel blocks seen as a tensor without blocks: [N, C / block, spatial..., block].
View unblocked(const View& view);

}  // namespace mish4j::onednn
