// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import org.mish4j.Shape;

/** Broadcasting as NumPy does it: shapes are aligned at their last dimension, and a dimension of size 1 is repeated. */
public final class Broadcast {
    private Broadcast() {}

    /**
     * Returns the shape that two shapes broadcast to.
     *
     * @throws IllegalArgumentException if they don't
     */
    public static Shape shape(Shape first, Shape second) {
        int rank = Math.max(first.rank(), second.rank());
        long[] dimensions = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            long firstSize = dimension(first, axis - rank + first.rank());
            long secondSize = dimension(second, axis - rank + second.rank());
            if (firstSize != secondSize && firstSize != 1 && secondSize != 1) {
                throw new IllegalArgumentException("shapes %s and %s do not broadcast: %d against %d"
                        .formatted(first, second, firstSize, secondSize));
            }
            dimensions[axis] = firstSize == 1 ? secondSize : firstSize;
        }
        return Shape.of(dimensions);
    }

    /**
     * Returns the distances, in elements of a dense tensor of the source shape, of neighbours in each dimension of
     * the target shape; 0 where the source is repeated.
     *
     * @throws IllegalArgumentException if the source does not broadcast to the target
     */
    static long[] strides(Shape source, Shape target) {
        if (!shape(source, target).equals(target)) {
            throw new IllegalArgumentException("shape %s does not broadcast to %s".formatted(source, target));
        }
        long[] strides = new long[target.rank()];
        long stride = 1;
        for (int axis = source.rank() - 1; axis >= 0; axis--) {
            long size = source.dimension(axis);
            strides[axis + target.rank() - source.rank()] = size == 1 ? 0 : stride;
            stride *= size;
        }
        return strides;
    }

    /** Moves coordinates to the next element in row-major order. */
    static void advance(long[] coordinates, Shape shape) {
        for (int axis = coordinates.length - 1; axis >= 0; axis--) {
            if (++coordinates[axis] < shape.dimension(axis)) {
                return;
            }
            coordinates[axis] = 0;
        }
    }

    private static long dimension(Shape shape, int axis) {
        return axis < 0 ? 1 : shape.dimension(axis);
    }
}
