// SPDX-License-Identifier: Apache-2.0
#include "views.hpp"

namespace mish4j::cudnn {

namespace {

// Dimensions that are one dimension in memory: `size` elements, `stride` apart.
struct Run {
    std::int64_t size;
    std::int64_t stride;
};

// Joins neighbouring dimensions that can be walked as one. Dimensions of 1 vanish.
std::vector<Run> joined_runs(const TensorDesc& desc) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < desc.dims.size(); ++i) {
        if (desc.dims[i] == 1) continue;
        if (!runs.empty() && runs.back().stride == desc.dims[i] * desc.strides[i]) {
            runs.back() = {runs.back().size * desc.dims[i], desc.strides[i]};
        } else {
            runs.push_back({desc.dims[i], desc.strides[i]});
        }
    }
    return runs;
}

}  // namespace

std::optional<View> reshaped_view(const View& view, const Dims& dims) {
    std::vector<Run> runs = joined_runs(view.desc);
    TensorDesc desc{view.desc.type, dims, Dims(dims.size(), 1)};
    // From the innermost dimension on, each is split off the innermost run that is left.
    for (std::size_t i = dims.size(); i-- > 0;) {
        if (dims[i] == 1) continue;
        if (runs.empty() || runs.back().size % dims[i] != 0) return std::nullopt;
        desc.strides[i] = runs.back().stride;
        runs.back().size /= dims[i];
        runs.back().stride *= dims[i];
        if (runs.back().size == 1) runs.pop_back();
    }
    return View{view.buffer, desc, view.offset};
}

View transposed_view(const View& view, const std::vector<std::int32_t>& permutation) {
    View result = view;
    for (std::size_t i = 0; i < permutation.size(); ++i) {
        const auto from = static_cast<std::size_t>(permutation[i]);
        result.desc.dims[i] = view.desc.dims[from];
        result.desc.strides[i] = view.desc.strides[from];
    }
    if (permutation.size() < 2 || permutation[1] != 1) result.zero_channels = 0;
    return result;
}

View sliced_view(const View& view, const Dims& starts, const Dims& sizes, const Dims& steps) {
    View result = view;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        result.offset += starts[i] * view.desc.strides[i] * element_size(view.desc.type);
        result.desc.dims[i] = sizes[i];
        result.desc.strides[i] = view.desc.strides[i] * steps[i];
    }
    if (sizes.size() < 2 || sizes[1] != view.desc.dims[1]) result.zero_channels = 0;
    return result;
}

View channels_view(const View& view, std::int64_t channel, std::int64_t count) {
    View result = view;
    result.offset += channel * view.desc.strides[1] * element_size(view.desc.type);
    result.desc.dims[1] = count;
    result.zero_channels = 0;
    return result;
}

View broadcast_view(const View& view, const Dims& dims) {
    View result{view.buffer, {view.desc.type, dims, Dims(dims.size(), 0)}, view.offset};
    const std::size_t missing = dims.size() - view.desc.dims.size();
    for (std::size_t i = missing; i < dims.size(); ++i) {
        if (view.desc.dims[i - missing] == dims[i]) result.desc.strides[i] = view.desc.strides[i - missing];
    }
    return result;
}

TensorDesc with_zero_channels(const View& view) {
    TensorDesc desc = view.desc;
    if (view.zero_channels > 0) desc.dims[1] += view.zero_channels;
    return desc;
}

TensorDesc as_image(const TensorDesc& desc) {
    if (desc.dims.size() != 3) return desc;
    TensorDesc image = desc;
    image.dims.insert(image.dims.begin() + 2, 1);
    image.strides.insert(image.strides.begin() + 2, desc.dims[2] * desc.strides[2]);
    return image;
}

}  // namespace mish4j::cudnn
