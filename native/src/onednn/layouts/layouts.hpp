// SPDX-License-Identifier: Apache-2.0
//
// Layouts of tensors in memory, as oneDNN's memory descriptors: making, comparing and naming them.
#pragma once

#include <cstdint>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <vector>

#include "program/program.hpp"

namespace mish4j::onednn {

using Desc = dnnl::memory::desc;
using DataType = dnnl::memory::data_type;

// oneDNN has no tensors of rank 0: a scalar is one of dimensions {1}.
Dims descriptor_dims(const Dims& dims);

// The layout is the primitive's choice.
Desc any_layout(const Dims& dims, DataType type);

// Row-major: the last dimension is contiguous.
Desc plain_layout(const Dims& dims, DataType type);

// Batch first, channels last and contiguous: nwc, nhwc, ndhwc. Of rank 3 or more.
Desc channels_last_layout(const Dims& dims, DataType type);

// The dimensions of `desc`, the outermost in memory first. desc has no inner blocks.
std::vector<int> memory_order(const Desc& desc);

// Dense, its dimensions nested in the order in which those of `desc` are. desc has no inner blocks.
Desc dense_layout_like(const Desc& desc, const Dims& dims, DataType type);

// The same dimensions, dense and without inner blocks: in their order where `desc` has no such blocks, else channels
// last.
Desc unblocked_layout(const Desc& desc, DataType type);

// The same layout, plain or channels last where it has the bits of these, and with the strides of a dense tensor where
// it is one. Dimensions of 1 may have any stride, but some of oneDNN's kernels take a layout for another one by such
// strides.
Desc canonical_layout(const Desc& desc);

// Whether memory that is laid out as `left` is also laid out as `right`: nChw8c is plain where H and W are 1.
bool same_bits(const Desc& left, const Desc& right);

bool is_plain(const Desc& desc);

// Whether the last block of some dimension holds padding as well.
bool is_padded(const Desc& desc);

// Whether elements lie in blocks of some dimension, as in nChw8c.
bool has_inner_blocks(const Desc& desc);

// Whether the elements, with the padding of the last blocks, fill a piece of memory without gaps.
bool is_dense(const Desc& desc);

// The bytes from the first element to the end of the last. oneDNN 3.13 (`get_size`) gives 0 where all strides are 0.
std::int64_t byte_count(const Desc& desc);

// "nchw", "nhwc" or "nChw8c" for ranks 3 to 5, "ab" or "ba" for others.
std::string layout_name(const Desc& desc);

// "1x32x8x8 nChw8c f32"
std::string describe(const Desc& desc);

}  // namespace mish4j::onednn
