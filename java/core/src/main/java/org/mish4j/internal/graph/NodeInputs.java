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
    private static final int MAX_SPATIAL_RANK = 3;

    int count() {
        return values.size();
    }

    Shape shape(int input) {
        return values.get(input).shape();
    }

    /** Returns the shape of the first input, which must be {@code [N, C, spatial...]}. */
    Shape image(int spatialRank) {
        require(
                spatialRank >= 1 && spatialRank <= MAX_SPATIAL_RANK,
                "spatial rank is %d, expected 1 to %d",
                spatialRank,
                MAX_SPATIAL_RANK);
        Shape src = shape(0);
        require(
                src.rank() == spatialRank + 2,
                "expected src of rank %d, [N, C, %d spatial %s], found %s",
                spatialRank + 2,
                spatialRank,
                spatialRank == 1 ? "dimension" : "dimensions",
                src);
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
            throw failure(String.valueOf(e.getMessage()));
        }
    }

    /** Returns what the shapes of two operands broadcast to. */
    Shape broadcast(String firstName, Shape first, String secondName, Shape second) {
        int rank = Math.max(first.rank(), second.rank());
        long[] dimensions = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            long firstSize = dimensionFromEnd(first, rank - axis);
            long secondSize = dimensionFromEnd(second, rank - axis);
            require(
                    firstSize == secondSize || firstSize == 1 || secondSize == 1,
                    "%s %s and %s %s do not broadcast: %d and %d differ, and neither is 1",
                    firstName,
                    first,
                    secondName,
                    second,
                    firstSize,
                    secondSize);
            dimensions[axis] = Math.max(firstSize, secondSize);
        }
        return result(dimensions);
    }

    private static long dimensionFromEnd(Shape shape, int fromEnd) {
        return fromEnd <= shape.rank() ? shape.dimension(shape.rank() - fromEnd) : 1;
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
