// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mish4j.Operator;
import org.mish4j.Shape;

/** Shape inference of the operators that combine the elements along some dimensions. */
final class ReductionShapes {
    /** The largest number up to which floats count exactly. */
    private static final long MAX_COUNT = 1L << 24;

    private ReductionShapes() {}

    static Shape softmax(NodeInputs inputs, Operator.Softmax softmax) {
        Shape src = inputs.only();
        inputs.requireAxis(src, softmax.axis());
        return src;
    }

    static Shape normalize(NodeInputs inputs, Operator.MeanVarianceNormalization normalize) {
        Shape src = inputs.only();
        inputs.requireAxis(src, normalize.firstAxis());
        inputs.require(
                normalize.epsilon() >= 0 && Float.isFinite(normalize.epsilon()),
                "epsilon is %s, expected a finite number of at least 0",
                normalize.epsilon());
        return src;
    }

    static Shape reduce(NodeInputs inputs, Operator.Reduce reduce) {
        Shape src = inputs.only();
        List<Integer> axes = reduce.axes();
        inputs.require(!axes.isEmpty(), "no axes, expected at least 1");
        Set<Integer> seen = new HashSet<>();
        for (int axis : axes) {
            inputs.requireAxis(src, axis);
            inputs.require(seen.add(axis), "axes %s have %d more than once", axes, axis);
        }
        return reduced(src, axes, reduce.keepDimensions());
    }

    static Shape argReduce(NodeInputs inputs, Operator.ArgReduce argReduce) {
        Shape src = inputs.only();
        int axis = argReduce.axis();
        requireCountable(inputs, src, axis);
        return reduced(src, List.of(axis), argReduce.keepDimensions());
    }

    static Shape topK(NodeInputs inputs, Operator.TopK topK) {
        Shape src = inputs.only();
        int axis = topK.axis();
        requireCountable(inputs, src, axis);
        inputs.require(
                topK.count() >= 1 && topK.count() <= src.dimension(axis),
                "count is %d, expected 1 to %d, dimension %d of src %s",
                topK.count(),
                src.dimension(axis),
                axis,
                src);
        return src.withDimension(axis, topK.count());
    }

    private static void requireCountable(NodeInputs inputs, Shape src, int axis) {
        inputs.requireAxis(src, axis);
        inputs.require(
                src.dimension(axis) <= MAX_COUNT,
                "dimension %d of src %s is more than %d, up to which floats count exactly",
                axis,
                src,
                MAX_COUNT);
    }

    static Shape batchNormalization(NodeInputs inputs) {
        inputs.requireCount(5);
        Shape src = inputs.shape(0);
        inputs.require(src.rank() >= 2, "src %s has %d dimensions, expected at least 2", src, src.rank());
        Shape perChannel = Shape.of(src.dimension(1));
        for (int input = 1; input < 5; input++) {
            inputs.require(
                    inputs.shape(input).equals(perChannel),
                    "input %d has shape %s, expected %s, one for each channel of src %s",
                    input,
                    inputs.shape(input),
                    perChannel,
                    src);
        }
        return src;
    }

    private static Shape reduced(Shape src, List<Integer> axes, boolean keepDimensions) {
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < src.rank(); axis++) {
            if (!axes.contains(axis)) {
                dimensions.add(src.dimension(axis));
            } else if (keepDimensions) {
                dimensions.add(1L);
            }
        }
        return Shape.of(dimensions);
    }
}
