// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.operators;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.mish4j.Activation;
import org.mish4j.Operator;
import org.mish4j.Shape;
import org.mish4j.Value;

/** ReduceMean, and ReduceSum as a multiple of it. */
final class ReductionOperators {
    private static final long MEAN_AXES_ARE_AN_INPUT_SINCE = 18;
    private static final long SUM_AXES_ARE_AN_INPUT_SINCE = 13;

    private ReductionOperators() {}

    static Map<String, OperatorImporter> importers() {
        return Map.of(
                "ReduceMean", OperatorImporter.single(node -> reduce(node, MEAN_AXES_ARE_AN_INPUT_SINCE, false)),
                "ReduceSum", OperatorImporter.single(node -> reduce(node, SUM_AXES_ARE_AN_INPUT_SINCE, true)));
    }

    private static Operand reduce(NodeContext node, long axesAreAnInputSince, boolean sum) {
        int rank = node.shape(0).rank();
        long[] named =
                node.longsOfAttributeOrInput("axes", 1, axesAreAnInputSince).orElse(new long[0]);
        boolean keepDimensions = node.attributes().flag("keepdims", true);
        boolean nothingWithoutAxes = node.attributes().flag("noop_with_empty_axes", false);
        if (rank == 0 || (named.length == 0 && nothingWithoutAxes)) {
            return node.input(0);
        }
        List<Integer> axes = named.length == 0
                ? IntStream.range(0, rank).boxed().toList()
                : LongStream.of(named).mapToObj(axis -> node.axis(axis, rank)).toList();
        Value mean = node.add(new Operator.Reduce(Operator.ReductionKind.MEAN, axes, keepDimensions), node.value(0));
        long count = count(node.shape(0), axes);
        return sum && count > 1
                ? node.addResult(new Operator.Eltwise(Activation.linear((float) count, 0)), mean)
                : new Operand.Computed(mean);
    }

    private static long count(Shape shape, List<Integer> axes) {
        long count = 1;
        for (int axis : axes) {
            count *= shape.dimension(axis);
        }
        return count;
    }
}
