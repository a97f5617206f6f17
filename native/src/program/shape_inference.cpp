// SPDX-License-Identifier: Apache-2.0
#include "shape_inference.hpp"

#include <algorithm>
#include <cmath>

#include "element_type.hpp"

namespace mish4j {

namespace {

std::string_view plural(std::size_t count) { return count == 1 ? "" : "s"; }

// Whether two dimensions broadcast; the result is the larger.
bool broadcasts(std::int64_t a, std::int64_t b) { return a == b || a == 1 || b == 1; }

// The shape that two operands of these names broadcast to.
Dims broadcast(const OperatorLabel& label, std::string_view name0, const Dims& src0, std::string_view name1,
               const Dims& src1) {
    const std::size_t rank = std::max(src0.size(), src1.size());
    const auto aligned = [&](const Dims& src, std::size_t i) {
        return i + src.size() < rank ? 1 : src[i + src.size() - rank];
    };
    Dims dst;
    for (std::size_t i = 0; i < rank; ++i) {
        const std::int64_t dim0 = aligned(src0, i);
        const std::int64_t dim1 = aligned(src1, i);
        if (!broadcasts(dim0, dim1)) {
            label.fail(name0, " ", src0, " and ", name1, " ", src1, " do not broadcast: ", dim0, " and ", dim1,
                       " differ, and neither is 1");
        }
        dst.push_back(std::max(dim0, dim1));
    }
    return dst;
}

void check_indices(const OperatorLabel& label, const Dims& indices, std::int64_t dim) {
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (indices[i] < 0 || indices[i] >= dim) {
            label.fail("indices[", i, "] is ", indices[i], ", expected 0 to ", dim - 1);
        }
    }
}

Dims with_dimension(const Dims& src, std::int32_t axis, std::size_t dim) {
    Dims dst = src;
    dst[static_cast<std::size_t>(axis)] = static_cast<std::int64_t>(dim);
    return dst;
}

}  // namespace

std::int64_t byte_size(const Value& value) { return value.element_count() * element_size(value.type); }

void check_rank(const OperatorLabel& label, std::int32_t rank) {
    if (rank < 0 || rank > MISH4J_MAX_RANK) label.fail("rank is ", rank, ", expected 0 to ", MISH4J_MAX_RANK);
}

void check_shape(const OperatorLabel& label, const Dims& dims, ElementType type) {
    const std::int64_t limit = max_bytes / element_size(type);
    std::int64_t elements = 1;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (dims[i] < 1 || dims[i] > max_dim) {
            label.fail("dimension ", i, " of the shape ", dims, " is ", dims[i], ", expected 1 to ", max_dim);
        }
        if (dims[i] > limit / elements) label.fail("the shape ", dims, " has more than ", max_bytes, " bytes");
        elements *= dims[i];
    }
}

void check_axis(const OperatorLabel& label, std::int64_t axis, const Dims& src) {
    if (axis < 0 || axis >= static_cast<std::int64_t>(src.size())) {
        label.fail("axis is ", axis, ", expected 0 to rank - 1 of src ", src);
    }
}

void check_spatial_rank(const OperatorLabel& label, std::int32_t spatial_rank, const Dims& src) {
    if (spatial_rank < 1 || spatial_rank > max_spatial_rank) {
        label.fail("spatial_rank is ", spatial_rank, ", expected 1 to ", max_spatial_rank);
    }
    if (src.size() != static_cast<std::size_t>(spatial_rank) + 2) {
        label.fail("expected src of rank ", spatial_rank + 2, ", [N, C, ", spatial_rank, " spatial dimension",
                   plural(static_cast<std::size_t>(spatial_rank)), "], found ", src);
    }
}

Dims infer_matmul(const OperatorLabel& label, const Dims& src, const Dims& weights, const Dims* bias) {
    const std::size_t rank = src.size();
    if (rank < 2) label.fail("expected src of rank 2 or more, found ", src);
    if (weights.size() != rank) label.fail("expected weights of src's rank, found src ", src, ", weights ", weights);
    if (src[rank - 1] != weights[rank - 2]) {
        label.fail("src ", src, " has ", src[rank - 1], " columns, weights ", weights, " have ", weights[rank - 2],
                   " rows, expected as many");
    }
    Dims dst(rank);
    for (std::size_t i = 0; i + 2 < rank; ++i) {
        if (!broadcasts(src[i], weights[i])) {
            label.fail("dimension ", i, " of src ", src, " and weights ", weights, " differs, and neither is 1");
        }
        dst[i] = std::max(src[i], weights[i]);
    }
    dst[rank - 2] = src[rank - 2];
    dst[rank - 1] = weights[rank - 1];
    if (bias != nullptr && *bias != Dims{dst[rank - 1]}) {
        label.fail("expected bias [", dst[rank - 1], "], found ", *bias);
    }
    return dst;
}

Dims infer_binary(const OperatorLabel& label, const Dims& src0, const Dims& src1) {
    return broadcast(label, "src0", src0, "src1", src1);
}

Dims infer_select(const OperatorLabel& label, const Dims& condition, const Dims& src0, const Dims& src1) {
    return broadcast(label, "condition", condition, "src0 with src1", broadcast(label, "src0", src0, "src1", src1));
}

Dims infer_concat(const OperatorLabel& label, std::int32_t axis, const std::vector<const Dims*>& srcs) {
    Dims dst = *srcs.front();
    check_axis(label, axis, dst);
    const auto at = static_cast<std::size_t>(axis);
    for (std::size_t s = 1; s < srcs.size(); ++s) {
        Dims expected = *srcs[s];
        if (expected.size() == dst.size()) expected[at] = dst[at];
        if (expected != dst) {
            label.fail("srcs[0] ", *srcs.front(), " and srcs[", s, "] ", *srcs[s], " differ in more than dimension ",
                       axis);
        }
        dst[at] += (*srcs[s])[at];
    }
    return dst;
}

Dims infer_slice(const OperatorLabel& label, const Dims& src, const Dims& starts, const Dims& sizes,
                 const Dims& steps) {
    for (std::size_t i = 0; i < src.size(); ++i) {
        if (starts[i] < 0) label.fail("starts[", i, "] is ", starts[i], ", expected 0 or more");
        if (sizes[i] < 1) label.fail("sizes[", i, "] is ", sizes[i], ", expected 1 or more");
        if (steps[i] < 1) label.fail("steps[", i, "] is ", steps[i], ", expected 1 or more");
        if (starts[i] >= src[i] || sizes[i] - 1 > (src[i] - 1 - starts[i]) / steps[i]) {
            label.fail("start ", starts[i], ", size ", sizes[i], ", step ", steps[i], " reach past dimension ", i,
                       " of src ", src);
        }
    }
    return sizes;
}

void check_countable(const OperatorLabel& label, std::int64_t axis, const Dims& src) {
    constexpr std::int64_t limit = std::int64_t{1} << 24;
    if (src[static_cast<std::size_t>(axis)] > limit) {
        label.fail("dimension ", axis, " of src ", src, " is more than ", limit, ", up to which floats count exactly");
    }
}

Dims infer_gather(const OperatorLabel& label, std::int32_t axis, const Dims& src, const Dims& indices) {
    check_axis(label, axis, src);
    check_indices(label, indices, src[static_cast<std::size_t>(axis)]);
    return with_dimension(src, axis, indices.size());
}

Dims infer_interpolate(const OperatorLabel& label, const Dims& src, const Interpolate& operation) {
    check_axis(label, operation.axis, src);
    check_indices(label, operation.indices, src[static_cast<std::size_t>(operation.axis)]);
    for (std::size_t i = 0; i < operation.weights.size(); ++i) {
        if (!std::isfinite(operation.weights[i])) {
            label.fail("weights[", i, "] is ", operation.weights[i], ", expected a finite number");
        }
    }
    return with_dimension(src, operation.axis, operation.indices.size() / static_cast<std::size_t>(operation.taps));
}

Dims infer_resize_nearest(const OperatorLabel& label, const Dims& src, const Dims& scales) {
    Dims dst = src;
    for (std::size_t i = 0; i < scales.size(); ++i) {
        if (scales[i] < 1 || scales[i] > max_dim) {
            label.fail("scales[", i, "] is ", scales[i], ", expected 1 to ", max_dim);
        }
        dst[i + 2] *= scales[i];
    }
    return dst;
}

Dims infer_convert_image(const OperatorLabel& label, const Dims& src) {
    if (src.size() != 4) label.fail("expected src of rank 4, [N, H, W, C], found ", src);
    return {src[0], src[3], src[1], src[2]};
}

Dims infer_reshape(const OperatorLabel& label, const Dims& src, const Dims& dims) {
    const auto elements = [](const Dims& shape) {
        std::int64_t count = 1;
        for (std::int64_t dim : shape) count *= dim;
        return count;
    };
    if (elements(src) != elements(dims)) {
        label.fail("src ", src, " has ", elements(src), " elements, ", dims, " has ", elements(dims));
    }
    return dims;
}

Dims infer_transpose(const OperatorLabel& label, const Dims& src, const Dims& permutation) {
    std::vector<bool> seen(src.size());
    Dims dst;
    for (std::int64_t axis : permutation) {
        if (axis < 0 || axis >= static_cast<std::int64_t>(src.size()) || seen[static_cast<std::size_t>(axis)]) {
            label.fail("permutation ", permutation, " does not have each of 0 to rank - 1 once, for src ", src);
        }
        seen[static_cast<std::size_t>(axis)] = true;
        dst.push_back(src[static_cast<std::size_t>(axis)]);
    }
    return dst;
}

Dims infer_reduce(const OperatorLabel& label, const Dims& src, const Dims& axes, bool keep_dims) {
    std::vector<bool> reduced(src.size());
    for (std::int64_t axis : axes) {
        check_axis(label, axis, src);
        if (reduced[static_cast<std::size_t>(axis)]) label.fail("axes ", axes, " have ", axis, " more than once");
        reduced[static_cast<std::size_t>(axis)] = true;
    }
    Dims dst;
    for (std::size_t i = 0; i < src.size(); ++i) {
        if (!reduced[i]) {
            dst.push_back(src[i]);
        } else if (keep_dims) {
            dst.push_back(1);
        }
    }
    return dst;
}

Dims infer_arg_reduce(const OperatorLabel& label, std::int64_t axis, const Dims& src, bool keep_dims) {
    Dims dst = infer_reduce(label, src, {axis}, keep_dims);
    check_countable(label, axis, src);
    return dst;
}

Dims infer_top_k(const OperatorLabel& label, std::int32_t axis, std::int64_t count, const Dims& src) {
    check_axis(label, axis, src);
    check_countable(label, axis, src);
    const std::int64_t size = src[static_cast<std::size_t>(axis)];
    if (count < 1 || count > size) {
        label.fail("count is ", count, ", expected 1 to ", size, ", dimension ", axis, " of src ", src);
    }
    return with_dimension(src, axis, static_cast<std::size_t>(count));
}

}  // namespace mish4j
