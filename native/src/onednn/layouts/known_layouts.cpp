// SPDX-License-Identifier: Apache-2.0
#include "known_layouts.hpp"

#include "channel_blocks.hpp"

namespace mish4j::onednn {

bool is_known_layout(const Desc& desc) {
    if (desc.get_format_kind() != dnnl::memory::format_kind::blocked) return false;
    if (has_inner_blocks(desc)) return has_channel_blocks(desc);
    const Dims dims = desc.get_dims();
    const DataType type = desc.get_data_type();
    if (desc == plain_layout(dims, type)) return true;
    return dims.size() >= 3 && dims.size() <= 5 && desc == channels_last_layout(dims, type);
}

std::vector<Desc> layouts_to_try(const Desc& desc) {
    const Dims dims = desc.get_dims();
    const DataType type = desc.get_data_type();
    std::vector<Desc> layouts;
    if (is_known_layout(desc)) layouts.push_back(desc);
    if (dims.size() >= 3 && dims.size() <= 5) layouts.push_back(channels_last_layout(dims, type));
    layouts.push_back(plain_layout(dims, type));
    return layouts;
}

Desc reordered(const Desc& desc, const std::vector<int>& order) { return desc.permute_axes(inverse_order(order)); }

std::vector<int> inverse_order(const std::vector<int>& order) {
    std::vector<int> inverse(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) inverse[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
    return inverse;
}

}  // namespace mish4j::onednn
