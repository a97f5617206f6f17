// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.graph;

import java.util.List;
import org.mish4j.Operator;
import org.mish4j.PostOp;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.Value;

/** The inputs of a node whose shape is being inferred, and the checks that its rule makes of them. */
record NodeInputs(String nodeName, Operator operator, List<Value> values) {
    int count() {
        return values.size();
    }

    Shape shape(int input) {
        return values.get(input).shape();
    }

    /** Returns the shape of the first input, which must be {@code [N, C, spatial...]}. */
    Shape image() {
        Shape src = shape(0);
        require(src.rank() >= 3 && src.rank() <= 5, "src %s has %d dimensions, expected 3 to 5", src, src.rank());
        return src;
    }

    /** Returns the shape of the only input. */
    Shape only() {
        requireCount(1);
        return shape(0);
    }

    /** Makes the result's shape. */
    Shape result(long[] dimensions) {
        try {
            return Shape.of(dimensions);
        } catch (IllegalArgumentException e) {
            throw failure("the result's " + e.getMessage());
        }
    }

    /** Returns what two dimensions broadcast to. */
    long broadcast(Shape first, Shape second, long firstSize, long secondSize) {
        require(
                firstSize == secondSize || firstSize == 1 || secondSize == 1,
                "shapes %s and %s do not broadcast: %d against %d",
                first,
                second,
                firstSize,
                secondSize);
        return Math.max(firstSize, secondSize);
    }

    /** Returns what two shapes broadcast to. */
    Shape broadcast(Shape first, Shape second) {
        int rank = Math.max(first.rank(), second.rank());
        long[] dimensions = new long[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
            long firstSize = fromEnd <= first.rank() ? first.dimension(first.rank() - fromEnd) : 1;
            long secondSize = fromEnd <= second.rank() ? second.dimension(second.rank() - fromEnd) : 1;
            dimensions[rank - fromEnd] = broadcast(first, second, firstSize, secondSize);
        }
        return result(dimensions);
    }

    static int residualCount(List<PostOp> postOps) {
        return (int)
                postOps.stream().filter(PostOp.AddResidual.class::isInstance).count();
    }

    void requireResiduals(Shape result, List<PostOp> postOps) {
        for (int input = count() - residualCount(postOps); input < count(); input++) {
            require(
                    shape(input).equals(result),
                    "residual %s has another shape than the result %s",
                    values.get(input),
                    result);
        }
    }

    void requireAxis(Shape shape, int axis) {
        require(axis >= 0 && axis < shape.rank(), "axis is %d, expected 0 to %d for %s", axis, shape.rank() - 1, shape);
    }

    void requireCount(int expected) {
        require(count() == expected, "%d inputs, expected %d", count(), expected);
    }

    void requireF32Constants() {
        for (Value input : values) {
            require(!input.isConstant() || input.type() == TensorType.F32, "constant '%s' is not of type F32", input);
        }
    }

    void require(boolean condition, String format, Object... arguments) {
        if (!condition) {
            throw failure(format.formatted(arguments));
        }
    }

    IllegalArgumentException failure(String text) {
        return new IllegalArgumentException(
                "node '%s' (%s): %s".formatted(nodeName, operator.getClass().getSimpleName(), text));
    }
}
