// SPDX-License-Identifier: Apache-2.0
//
// Shape inference of the operators that combine the elements along some dimensions.
#include <algorithm>
#include <cmath>

#include "shape_inference.hpp"

namespace mish4j {

namespace {

// axes: as the ABI has them, not yet known to be within src's rank.
Dims reduced(const OperatorLabel& label, const Dims& src, const Dims& axes, bool keep_dims) {
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

void check_countable(const OperatorLabel& label, std::int64_t axis, const Dims& src) {
    constexpr std::int64_t limit = std::int64_t{1} << 24;
    if (src[static_cast<std::size_t>(axis)] > limit) {
        label.fail("dimension ", axis, " of src ", src, " is more than ", limit, ", up to which floats count exactly");
    }
}

}  // namespace

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Softmax& softmax) {
    const Dims& src = shapes.of(softmax.src, "src");
    check_axis(label, softmax.axis, src);
    return src;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, MeanVarianceNormalization& normalization) {
    const Dims& src = shapes.of(normalization.src, "src");
    check_axis(label, normalization.first_axis, src);
    if (!std::isfinite(normalization.epsilon) || normalization.epsilon < 0) {
        label.fail("epsilon is ", normalization.epsilon, ", expected a finite number of at least 0");
    }
    return src;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, Reduce& reduce, const Dims& axes, bool keep_dims) {
    Dims dst = reduced(label, shapes.of(reduce.src, "src"), axes, keep_dims);
    reduce.axes.assign(axes.begin(), axes.end());
    std::sort(reduce.axes.begin(), reduce.axes.end());
    return dst;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, ArgReduce& reduce, bool keep_dims) {
    const Dims& src = shapes.of(reduce.src, "src");
    Dims dst = reduced(label, src, {reduce.axis}, keep_dims);
    check_countable(label, reduce.axis, src);
    return dst;
}

Dims infer(const OperatorLabel& label, const SourceShapes& shapes, TopK& top_k, std::int64_t count) {
    const Dims& src = shapes.of(top_k.src, "src");
    check_axis(label, top_k.axis, src);
    check_countable(label, top_k.axis, src);
    const std::int64_t size = src[static_cast<std::size_t>(top_k.axis)];
    if (count < 1 || count > size) {
        label.fail("count is ", count, ", expected 1 to ", size, ", dimension ", top_k.axis, " of src ", src);
    }
    return with_dimension(src, top_k.axis, count);
}

}  // namespace mish4j
