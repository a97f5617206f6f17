// SPDX-License-Identifier: Apache-2.0
//
// How a tensor lies in memory, with its dimensions in the order of the C ABI (NCHW) whatever their order in memory.
#pragma once

#include <cstdint>
#include <string>

#include "program/element_type.hpp"
#include "program/program.hpp"

namespace mish4j::cudnn {

// Strides are numbers of elements, one for each dimension; 0 where one element is repeated. Rank 0: a scalar.
struct TensorDesc {
    ElementType type = ElementType::f32;
    Dims dims;
    Dims strides;

    bool operator==(const TensorDesc&) const = default;
};

std::int64_t element_count(const Dims& dims);

// Row-major: the last dimension is contiguous.
TensorDesc plain_desc(ElementType type, const Dims& dims);

// Batch first, channels last: NWC, NHWC, NDHWC. Of rank 3 or more. pixel: the elements from one pixel to the next, at
// least the channels; 0 for as many as there are channels.
TensorDesc channels_last_desc(ElementType type, const Dims& dims, std::int64_t pixel = 0);

// Other dimensions, nested in memory in the order in which those of `order` are, without gaps.
TensorDesc dense_desc_like(const TensorDesc& order, ElementType type, const Dims& dims);

// Whether the elements fill a piece of memory without gaps and without repetition.
bool is_dense(const TensorDesc& desc);

// Whether both have the same elements at the same places. Strides of dimensions of 1 do not count, nor do types.
bool same_places(const TensorDesc& left, const TensorDesc& right);

// From the first to past the last element.
std::int64_t byte_span(const TensorDesc& desc);

// "1x32x8x8 nhwc f16"
std::string describe(const TensorDesc& desc);

}  // namespace mish4j::cudnn
