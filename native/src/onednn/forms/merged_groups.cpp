// SPDX-License-Identifier: Apache-2.0
#include "merged_groups.hpp"

#include <cstring>
#include <utility>

namespace mish4j::onednn {

std::int64_t groups_to_merge(std::int64_t groups, const Dims& weights, std::int64_t block) {
    const std::int64_t dst_channels = weights[0] / groups;
    const std::int64_t src_channels = weights[1];
    const bool depthwise = src_channels == 1 && dst_channels == 1;
    if (groups == 1 || block == 0 || depthwise) return 1;
    for (std::int64_t merged = 1; merged <= block; merged *= 2) {
        if (groups % merged != 0) return 1;
        if (src_channels * merged % block == 0 && dst_channels * merged % block == 0) return merged;
    }
    return 1;
}

View merge_groups(PlanBuilder& builder, const View& weights, std::int64_t groups, std::int64_t merged) {
    const Dims dims = weights.desc.get_dims();
    const View plain = builder.convert(weights, plain_layout(dims, DataType::f32));
    Dims merged_dims = dims;
    merged_dims[1] *= merged;
    const Desc desc = plain_layout(merged_dims, DataType::f32);

    AlignedMemory memory(byte_count(desc), "the weights of merged groups");
    std::memset(memory.data(), 0, static_cast<std::size_t>(memory.bytes()));
    const std::byte* source = builder.constant_data(plain);
    const std::int64_t row_bytes = byte_count(plain.desc) / dims[0];
    const std::int64_t dst_channels = dims[0] / groups;
    for (std::int64_t channel = 0; channel < dims[0]; ++channel) {
        const std::int64_t place = channel / dst_channels % merged;
        std::memcpy(memory.data() + (channel * merged + place) * row_bytes, source + channel * row_bytes,
                    static_cast<std::size_t>(row_bytes));
    }
    return builder.add_constant(desc, std::move(memory));
}

}  // namespace mish4j::onednn
