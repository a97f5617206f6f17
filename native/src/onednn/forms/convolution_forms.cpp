// SPDX-License-Identifier: Apache-2.0
#include "convolution_forms.hpp"

#include <algorithm>

#include "merged_groups.hpp"
#include "onednn/layouts/channel_blocks.hpp"

namespace mish4j::onednn {

namespace {

// With blocks of channels: as it lies, if in blocks; an image of few channels, the first of a network, plain; else
// brought into blocks.
std::vector<Desc> src_layouts(PlanBuilder& builder, const Convolution& convolution) {
    const Desc& desc = builder.view(convolution.src).desc;
    const Dims& dims = builder.dims(convolution.src);
    if (!fits_channel_blocks(dims, builder.block())) return {plain_layout(dims, builder.compute_type())};
    const Desc blocked = channel_blocked_layout(dims, builder.compute_type(), builder.block());
    if (has_channel_blocks(desc) && desc != blocked) return {desc, blocked};
    return {blocked};
}

std::vector<Desc> dst_layouts(const PlanBuilder& builder, ValueId dst, const std::optional<View>& destination) {
    const Desc blocked = channel_blocked_layout(builder.dims(dst), builder.compute_type(), builder.block());
    if (destination && destination->desc != blocked) return {destination->desc, blocked};
    return {blocked};
}

bool is_one_pixel(const Dims& dims) {
    return std::all_of(dims.begin() + 2, dims.end(), [](std::int64_t size) { return size == 1; });
}

// Whether blocks would have to be filled up before a convolution of a single pixel, or taken apart behind it, although
// its source lies plain. Of one image only: for several, the kernels without blocks were measured to be slower.
bool suits_plain_pixels(PlanBuilder& builder, ValueId dst, const Convolution& convolution) {
    const Dims& src_dims = builder.dims(convolution.src);
    const Dims& dst_dims = builder.dims(dst);
    if (builder.block() == 0 || convolution.groups != 1 || src_dims[0] != 1 || !is_one_pixel(src_dims) ||
        !is_one_pixel(dst_dims)) {
        return false;
    }
    const bool fills_blocks = src_dims[1] % builder.block() == 0 && dst_dims[1] % builder.block() == 0;
    return !fills_blocks && !is_padded(builder.view(convolution.src).desc);
}

}  // namespace

std::vector<ConvolutionForm> convolution_forms(PlanBuilder& builder, ValueId dst, const Convolution& convolution,
                                               const std::optional<View>& destination, DirectActivation activation) {
    const DataType type = builder.compute_type();
    const Dims& dst_dims = builder.dims(dst);
    const Dims& weights = builder.dims(convolution.weights);
    std::vector<ConvolutionForm> known;
    if (!destination && suits_plain_pixels(builder, dst, convolution)) {
        known.push_back(
            {0, 1, channels_last_layout(builder.dims(convolution.src), type), channels_last_layout(dst_dims, type)});
    }
    if (fits_channel_blocks(dst_dims, builder.block())) {
        const std::int64_t merged = builder.is_constant(builder.view(convolution.weights))
                                        ? groups_to_merge(convolution.groups, weights, builder.block())
                                        : 1;
        for (const Desc& src : src_layouts(builder, convolution)) {
            for (const Desc& layout : dst_layouts(builder, dst, destination)) {
                known.push_back({0, merged, src, layout});
            }
        }
    }
    std::vector<ConvolutionForm> forms;
    for (std::size_t fused : fusions_to_try(builder, convolution.post_ops, activation)) {
        for (ConvolutionForm& form : known) {
            form.fused = fused;
            forms.push_back(form);
        }
        forms.push_back({fused, 1, any_layout(builder.dims(convolution.src), type), any_layout(dst_dims, type)});
    }
    return forms;
}

}  // namespace mish4j::onednn
