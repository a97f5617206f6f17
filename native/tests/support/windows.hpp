// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "mish4j/mish4j.h"

namespace mish4j::test {

using Dims = std::vector<mish4j_int64>;

// The windows of a convolution or a pooling; each list has one number for each spatial dimension.
struct Windows {
    Dims strides;
    Dims dilations;
    Dims pads_begin;
    Dims pads_end;
};

inline Windows dense(std::size_t spatial_rank) {
    return {Dims(spatial_rank, 1), Dims(spatial_rank, 1), Dims(spatial_rank, 0), Dims(spatial_rank, 0)};
}

}  // namespace mish4j::test
