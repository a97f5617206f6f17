// SPDX-License-Identifier: Apache-2.0
//
// Views of views: the same memory under other dimensions.
#pragma once

#include <optional>

#include "plan.hpp"

namespace mish4j::cudnn {

// The same elements in the same row-major order under other dimensions; nothing where their places do not allow it.
std::optional<View> reshaped_view(const View& view, const Dims& dims);

// Dimension i of the result is dimension permutation[i] of the view.
View transposed_view(const View& view, const std::vector<std::int32_t>& permutation);

// In each dimension, `sizes` elements from `starts` on, every `steps`-th.
View sliced_view(const View& view, const Dims& starts, const Dims& sizes, const Dims& steps);

// `count` channels from `channel` on.
View channels_view(const View& view, std::int64_t channel, std::int64_t count);

// The view repeated to have these dimensions, as NumPy does it.
View broadcast_view(const View& view, const Dims& dims);

// The zeros that follow the channels counted as channels.
TensorDesc with_zero_channels(const View& view);

// A signal [N, C, W] as an image [N, C, 1, W]; others as they are.
TensorDesc as_image(const TensorDesc& desc);

}  // namespace mish4j::cudnn
