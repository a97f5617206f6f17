// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <utility>

#include "common/operation_names.hpp"
#include "lowering.hpp"
#include "onednn/forms/eltwise_forms.hpp"
#include "onednn/layouts/known_layouts.hpp"
#include "onednn/library/selection.hpp"

namespace mish4j::onednn {

namespace {

// The right operand, as oneDNN gets it. Its dimensions are the result's, or 1 where it is repeated.
enum class RightOperand {
    as_is,
    collapsed,  // neighbouring dimensions joined, of both operands: oneDNN has kernels for few patterns of repetition
    expanded,   // repeated by a copy of its own
};

struct BinaryForm {
    Desc left;
    Desc right;
    Desc dst;
    RightOperand kind;
};

Dims ranked(const Dims& dims, std::size_t rank) {
    Dims result(rank - dims.size(), 1);
    result.insert(result.end(), dims.begin(), dims.end());
    return result;
}

bool is_commutative(BinaryKind kind) {
    return kind == BinaryKind::add || kind == BinaryKind::mul || kind == BinaryKind::min || kind == BinaryKind::max ||
           kind == BinaryKind::equal;
}

// A view of row-major or permuted dimensions that reads `view` again and again where it has a dimension of 1.
View repeated(PlanBuilder& builder, const View& view, const Dims& dims) {
    const DataType type = view.desc.get_data_type();
    const View source =
        has_inner_blocks(view.desc) ? builder.convert(view, plain_layout(view.desc.get_dims(), type)) : view;
    Dims strides = source.desc.get_strides();
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (source.desc.get_dims()[i] != dims[i]) strides[i] = 0;
    }
    return {source.buffer, Desc(dims, type, strides), source.offset};
}

// Joins neighbouring dimensions over which the right operand is repeated alike. A first dimension of 1 is added where
// the right operand is not repeated over the first: oneDNN repeats over all dimensions but the second, or over the
// first.
std::pair<Dims, Dims> collapse(const Dims& left, const Dims& right) {
    Dims joined_left;
    Dims joined_right;
    bool previous_repeated = false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i] == 1) continue;
        const bool repeated = right[i] == 1;
        if (!joined_left.empty() && repeated == previous_repeated) {
            joined_left.back() *= left[i];
            joined_right.back() *= right[i];
        } else {
            joined_left.push_back(left[i]);
            joined_right.push_back(right[i]);
        }
        previous_repeated = repeated;
    }
    if (joined_left.empty() || joined_left.front() == joined_right.front()) {
        joined_left.insert(joined_left.begin(), 1);
        joined_right.insert(joined_right.begin(), 1);
    }
    return {joined_left, joined_right};
}

std::vector<BinaryForm> binary_forms(const Desc& left, const Desc& right) {
    const DataType type = left.get_data_type();
    const Dims dims = left.get_dims();
    const Dims right_dims = right.get_dims();
    std::vector<BinaryForm> forms;
    for (const Desc& layout : {left, plain_layout(dims, type)}) {
        if (right_dims == dims) {
            forms.push_back({layout, layout, layout, RightOperand::as_is});
            continue;
        }
        forms.push_back({layout, any_layout(right_dims, type), layout, RightOperand::as_is});
        if (is_plain(layout)) {
            const auto [joined, joined_right] = collapse(dims, right_dims);
            const Desc plain = plain_layout(joined, type);
            forms.push_back({plain, plain_layout(joined_right, type), plain, RightOperand::collapsed});
        }
        forms.push_back({layout, layout, layout, RightOperand::expanded});
    }
    return forms;
}

View right_argument(PlanBuilder& builder, const View& right, const Desc& wanted, RightOperand kind) {
    switch (kind) {
        case RightOperand::collapsed:
            return builder.convert(builder.reshape(right, wanted.get_dims()), wanted);
        case RightOperand::expanded:
            return builder.convert(repeated(builder, right, wanted.get_dims()), wanted);
        default:
            return builder.convert(right, wanted);
    }
}

}  // namespace

void lower(PlanBuilder& builder, ValueId dst, const Binary& binary) {
    if (binary.kind == BinaryKind::min || binary.kind == BinaryKind::max) return lower_extremum(builder, dst, binary);
    const std::optional<dnnl::algorithm> algorithm = binary_algorithm(binary.kind);
    if (!algorithm) return lower_power(builder, dst, binary);
    Dims dims = descriptor_dims(builder.dims(dst));
    const bool exchanged = binary.kind == BinaryKind::greater || binary.kind == BinaryKind::greater_or_equal;
    View left = builder.operand(exchanged ? binary.src1 : binary.src0);
    View right = builder.operand(exchanged ? binary.src0 : binary.src1);
    left = builder.reshape(left, ranked(left.desc.get_dims(), dims.size()));
    right = builder.reshape(right, ranked(right.desc.get_dims(), dims.size()));
    // Only the right operand may be repeated.
    if (left.desc.get_dims() != dims && right.desc.get_dims() == dims && is_commutative(binary.kind)) {
        std::swap(left, right);
    }
    if (left.desc.get_dims() != dims) {
        left = builder.convert(repeated(builder, left, dims), plain_layout(dims, builder.compute_type()));
    }
    // Element by element, dimensions may be taken in any order: that in which the left operand lies.
    const PlanBuilder::InMemoryOrder ordered = builder.in_memory_order(left);
    left = ordered.view;
    right.desc = reordered(right.desc, ordered.order);
    dims = left.desc.get_dims();

    const auto selection = select_form(binary_forms(left.desc, right.desc), [&](const BinaryForm& form) {
        return dnnl::binary::primitive_desc(builder.engine(), *algorithm, form.left, form.right, form.dst,
                                            builder.attributes(), true);
    });
    const BinaryForm& form = selection.form;
    const View left_argument = builder.convert(builder.reshape(left, form.left.get_dims()), form.left);
    const View result = builder.allocate_or_use(builder.destination(dst), form.dst);
    builder.add_step(name_of(binary.kind), selection.primitive_desc,
                     {{DNNL_ARG_SRC_0, left_argument},
                      {DNNL_ARG_SRC_1, right_argument(builder, right, selection.primitive_desc.src1_desc(), form.kind)},
                      {DNNL_ARG_DST, result}});
    View reshaped = builder.reshape(result, dims);
    reshaped.desc = reordered(reshaped.desc, inverse_order(ordered.order));
    builder.define(dst, reshaped);
}

}  // namespace mish4j::onednn
