// SPDX-License-Identifier: Apache-2.0
#include "concat_placement.hpp"

namespace mish4j {

namespace {

constexpr std::size_t channel_axis = 1;

bool has_images(const Dims& dims) { return dims.size() >= 3 && dims.size() <= 5; }

bool ends_with_block(const Program& program, ValueId value, std::int64_t block) {
    return program.values[value].dims[channel_axis] % block == 0;
}

// Whether all sources fill whole blocks; where the rules allow it, the last one need not.
bool fills_blocks(const Program& program, const Concat& concat, const ConcatRules& rules) {
    const bool single = program.values[concat.srcs.front()].dims.front() == 1;
    const std::size_t count = concat.srcs.size() - (single && rules.ragged_end ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
        if (!ends_with_block(program, concat.srcs[i], rules.block)) return false;
    }
    return true;
}

// Whether a slice lies where its source does, as one of whole pixels always does.
bool is_view(const Program& program, const Slice& slice, ValueId dst, const ConcatRules& rules) {
    if (rules.slices_are_views) return true;
    const Dims& src_dims = program.values[slice.src].dims;
    const Dims& dst_dims = program.values[dst].dims;
    for (std::size_t i = 0; i < src_dims.size(); ++i) {
        if (i != channel_axis && src_dims[i] != dst_dims[i]) return false;
    }
    return true;
}

// Whether an operator, whose sources are images or not, computes an image and writes it where it is told to.
bool computes_image(const Program& program, const Operator& op, const std::vector<bool>& is_image,
                    const ConcatRules& rules) {
    const Operation& operation = op.operation;
    if (std::holds_alternative<Convolution>(operation) || std::holds_alternative<Pooling>(operation) ||
        std::holds_alternative<ResizeNearest>(operation)) {
        return true;
    }
    if (const auto* eltwise = std::get_if<EltwiseOp>(&operation)) return is_image[eltwise->src];
    if (const auto* slice = std::get_if<Slice>(&operation))
        return is_image[slice->src] && !is_view(program, *slice, op.dst, rules);
    if (const auto* binary = std::get_if<Binary>(&operation)) return is_image[binary->src0] && is_image[binary->src1];
    return false;
}

}  // namespace

ConcatPlacement::ConcatPlacement(const Program& program, const ConcatRules& rules)
    : places_(program.values.size()), is_joined_(program.values.size()) {
    if (rules.block == 0) return;
    std::vector<bool> is_image(program.values.size());
    for (const Operator& op : program.operators) {
        is_image[op.dst] = computes_image(program, op, is_image, rules);
        const auto* concat = std::get_if<Concat>(&op.operation);
        if (concat == nullptr || concat->srcs.size() < 2 || concat->axis != static_cast<std::int32_t>(channel_axis) ||
            !has_images(program.values[op.dst].dims) || !fills_blocks(program, *concat, rules)) {
            continue;
        }
        place_sources(program, op, *concat, is_image);
        is_image[op.dst] = is_joined_[op.dst] && ends_with_block(program, op.dst, rules.block);
    }
}

void ConcatPlacement::place_sources(const Program& program, const Operator& op, const Concat& concat,
                                    const std::vector<bool>& is_image) {
    std::int64_t channel = 0;
    for (ValueId src : concat.srcs) {
        if (is_image[src] && !places_[src]) {
            places_[src] = Place{op.dst, channel};
            is_joined_[op.dst] = true;
        }
        channel += program.values[src].dims[channel_axis];
    }
}

}  // namespace mish4j
