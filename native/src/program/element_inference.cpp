// SPDX-License-Identifier: Apache-2.0
//
// Shape inference of the operators that compute an element from elements: matrix products and element-wise operators.
#include <algorithm>

#include "eltwise_parameters.hpp"
#include "shape_inference.hpp"

namespace mish4j {

namespace {

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

}  // namespace

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Matmul& matmul) {
    const Dims& src = shapes.of(matmul.src, "src");
    const Dims& weights = shapes.of(matmul.weights, "weights");
    const Dims* bias = shapes.of(matmul.bias, "bias");
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

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, EltwiseOp& eltwise) {
    eltwise.eltwise = checked_eltwise(label, eltwise.eltwise);
    return shapes.of(eltwise.src, "src");
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Binary& binary) {
    return broadcast(label, "src0", shapes.of(binary.src0, "src0"), "src1", shapes.of(binary.src1, "src1"));
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Select& select) {
    const Dims& condition = shapes.of(select.condition, "condition");
    const Dims srcs = broadcast(label, "src0", shapes.of(select.src0, "src0"), "src1", shapes.of(select.src1, "src1"));
    return broadcast(label, "condition", condition, "src0 with src1", srcs);
}

}  // namespace mish4j
