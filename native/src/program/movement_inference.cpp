// SPDX-License-Identifier: Apache-2.0
//
// Shape inference of the operators that move elements.
#include "shape_inference.hpp"

namespace mish4j {

namespace {

void check_indices(const OperatorLabel& label, const Dims& indices, std::int64_t dim) {
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (indices[i] < 0 || indices[i] >= dim) {
            label.fail("indices[", i, "] is ", indices[i], ", expected 0 to ", dim - 1);
        }
    }
}

std::int64_t element_count(const Dims& dims) {
    std::int64_t count = 1;
    for (std::int64_t dim : dims) count *= dim;
    return count;
}

}  // namespace

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Concat& concat) {
    const Dims& first = shapes.of(concat.srcs.front(), "srcs");
    check_axis(label, concat.axis, first);
    Dims dst = first;
    const auto at = static_cast<std::size_t>(concat.axis);
    for (std::size_t s = 1; s < concat.srcs.size(); ++s) {
        const Dims& src = shapes.of(concat.srcs[s], "srcs");
        Dims expected = src;
        if (expected.size() == dst.size()) expected[at] = dst[at];
        if (expected != dst) {
            label.fail("srcs[0] ", first, " and srcs[", s, "] ", src, " differ in more than dimension ", concat.axis);
        }
        dst[at] += src[at];
    }
    return dst;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Slice& slice, const Dims& sizes) {
    const Dims& src = shapes.of(slice.src, "src");
    for (std::size_t i = 0; i < src.size(); ++i) {
        if (slice.starts[i] < 0) label.fail("starts[", i, "] is ", slice.starts[i], ", expected 0 or more");
        if (sizes[i] < 1) label.fail("sizes[", i, "] is ", sizes[i], ", expected 1 or more");
        if (slice.steps[i] < 1) label.fail("steps[", i, "] is ", slice.steps[i], ", expected 1 or more");
        if (slice.starts[i] >= src[i] || sizes[i] - 1 > (src[i] - 1 - slice.starts[i]) / slice.steps[i]) {
            label.fail("start ", slice.starts[i], ", size ", sizes[i], ", step ", slice.steps[i],
                       " reach past dimension ", i, " of src ", src);
        }
        // Any step takes the same one element; this one overflows nothing.
        if (sizes[i] == 1) slice.steps[i] = 1;
    }
    return sizes;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Gather& gather) {
    const Dims& src = shapes.of(gather.src, "src");
    check_axis(label, gather.axis, src);
    check_indices(label, gather.indices, src[static_cast<std::size_t>(gather.axis)]);
    return with_dimension(src, gather.axis, static_cast<std::int64_t>(gather.indices.size()));
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Interpolate& interpolate) {
    const Dims& src = shapes.of(interpolate.src, "src");
    check_axis(label, interpolate.axis, src);
    check_indices(label, interpolate.indices, src[static_cast<std::size_t>(interpolate.axis)]);
    check_finite(label, "weights", interpolate.weights);
    return with_dimension(src, interpolate.axis,
                          static_cast<std::int64_t>(interpolate.indices.size()) / interpolate.taps);
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, ResizeNearest& resize) {
    Dims dst = shapes.of(resize.src, "src");
    const Dims& scales = resize.scales;
    for (std::size_t i = 0; i < scales.size(); ++i) {
        if (scales[i] < 1 || scales[i] > max_dim) {
            label.fail("scales[", i, "] is ", scales[i], ", expected 1 to ", max_dim);
        }
        dst[i + 2] *= scales[i];
    }
    return dst;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, ConvertImage& image) {
    const Dims& src = shapes.of(image.src, "src");
    if (src.size() != 4) label.fail("expected src of rank 4, [N, H, W, C], found ", src);
    check_finite(label, "scales", image.scales);
    check_finite(label, "shifts", image.shifts);
    return {src[0], src[3], src[1], src[2]};
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Reshape& reshape, const Dims& dims) {
    check_shape(label, dims, ElementType::f32);
    const Dims& src = shapes.of(reshape.src, "src");
    if (element_count(src) != element_count(dims)) {
        label.fail("src ", src, " has ", element_count(src), " elements, ", dims, " has ", element_count(dims));
    }
    return dims;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Transpose& transpose, const Dims& permutation) {
    const Dims& src = shapes.of(transpose.src, "src");
    std::vector<bool> seen(src.size());
    Dims dst;
    for (std::int64_t axis : permutation) {
        if (axis < 0 || axis >= static_cast<std::int64_t>(src.size()) || seen[static_cast<std::size_t>(axis)]) {
            label.fail("permutation ", permutation, " does not have each of 0 to rank - 1 once, for src ", src);
        }
        seen[static_cast<std::size_t>(axis)] = true;
        dst.push_back(src[static_cast<std::size_t>(axis)]);
        transpose.permutation.push_back(static_cast<std::int32_t>(axis));
    }
    return dst;
}

}  // namespace mish4j
