// SPDX-License-Identifier: Apache-2.0
//
// What the shapes of convolutions and of transposed ones have in common.
#pragma once

#include "../windows.hpp"

namespace mish4j::sweep {

struct ConvolutionShape {
    std::int64_t batch;
    std::int64_t groups;
    std::int64_t src_channels;  // of a group
    std::int64_t dst_channels;  // of a group
    Windows windows;

    // Whether plain loops compute it quickly.
    bool is_small() const {
        constexpr std::int64_t most_products = 1'500'000;
        return batch * groups * src_channels * dst_channels * element_count(windows.kernel) *
                   element_count(windows.out) <=
               most_products;
    }

    // With a dimension for the groups, where there are several.
    Dims weights_dims() const {
        Dims dims = image_dims(dst_channels, src_channels, windows.kernel);
        if (groups > 1) dims.insert(dims.begin(), groups);
        return dims;
    }

    // Of an element of the weights; its channels are counted within the group.
    Dims weights_index(std::int64_t group, std::int64_t dst_channel, std::int64_t src_channel,
                       const Dims& kernel) const {
        Dims index = image_dims(dst_channel, src_channel, kernel);
        if (groups > 1) index.insert(index.begin(), group);
        return index;
    }
};

}  // namespace mish4j::sweep
