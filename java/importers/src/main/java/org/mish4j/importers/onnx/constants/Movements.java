// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.internal.folding.FoldingMemory;

/** Functions of constants that move elements without a look at them, so that they hold for every type. */
public final class Movements {
    private Movements() {}

    /** Finds the element of the source that goes to a place of the result. */
    @FunctionalInterface
    private interface SourceIndex {
        long at(long[] coordinates);
    }

    /** Returns the same elements under another shape of the same number of elements. */
    public static Constant reshape(Constant source, Shape shape) {
        if (source.shape().equals(shape)) {
            return source;
        }
        if (source.shape().elementCount() != shape.elementCount()) {
            throw new IllegalArgumentException("%s has %d elements, shape %s has %d"
                    .formatted(source, source.shape().elementCount(), shape, shape.elementCount()));
        }
        return FoldingMemory.constant(source.type(), shape, segment -> segment.copyFrom(source.segment()));
    }

    /** Returns a constant with its dimensions in another order: dimension i of the result is permutation[i]. */
    public static Constant transpose(Constant source, int[] permutation) {
        long[] sourceStrides = strides(source.shape());
        long[] dimensions = new long[permutation.length];
        long[] strides = new long[permutation.length];
        for (int axis = 0; axis < permutation.length; axis++) {
            dimensions[axis] = source.shape().dimension(permutation[axis]);
            strides[axis] = sourceStrides[permutation[axis]];
        }
        return move(source, Shape.of(dimensions), coordinates -> dot(coordinates, strides));
    }

    /**
     * Returns a part: in each dimension sizes[i] elements from starts[i] on, every steps[i]-th; steps may be
     * negative.
     */
    public static Constant slice(Constant source, long[] starts, long[] sizes, long[] steps) {
        long[] strides = strides(source.shape());
        return move(source, Shape.of(sizes), coordinates -> {
            long index = 0;
            for (int axis = 0; axis < strides.length; axis++) {
                index += (starts[axis] + coordinates[axis] * steps[axis]) * strides[axis];
            }
            return index;
        });
    }

    /**
     * Returns the entries of a dimension that indices name.
     *
     * @param indices each of 0 to the dimension's size - 1
     * @param indicesShape what takes the dimension's place
     */
    public static Constant gather(Constant source, int axis, long[] indices, Shape indicesShape) {
        long[] sourceStrides = strides(source.shape());
        long[] indexStrides = strides(indicesShape);
        Shape shape = gatheredShape(source.shape(), axis, indicesShape);
        return move(source, shape, coordinates -> {
            long position = 0;
            for (int i = 0; i < indexStrides.length; i++) {
                position += coordinates[axis + i] * indexStrides[i];
            }
            long index = indices[(int) position] * sourceStrides[axis];
            for (int i = 0; i < sourceStrides.length; i++) {
                if (i < axis) {
                    index += coordinates[i] * sourceStrides[i];
                } else if (i > axis) {
                    index += coordinates[i + indexStrides.length - 1] * sourceStrides[i];
                }
            }
            return index;
        });
    }

    /** Returns the shape with the indices' dimensions in the place of the axis. */
    public static Shape gatheredShape(Shape source, int axis, Shape indices) {
        long[] dimensions = new long[source.rank() - 1 + indices.rank()];
        for (int i = 0; i < dimensions.length; i++) {
            if (i < axis) {
                dimensions[i] = source.dimension(i);
            } else if (i < axis + indices.rank()) {
                dimensions[i] = indices.dimension(i - axis);
            } else {
                dimensions[i] = source.dimension(i - indices.rank() + 1);
            }
        }
        return Shape.of(dimensions);
    }

    /** Returns a constant repeated along dimensions of size 1, and along new ones in front, so that it has a shape. */
    public static Constant expand(Constant source, Shape shape) {
        if (source.shape().equals(shape)) {
            return source;
        }
        long[] strides = Broadcast.strides(source.shape(), shape);
        return move(source, shape, coordinates -> dot(coordinates, strides));
    }

    /**
     * Returns a constant repeated along its dimensions.
     *
     * @param repeats how often in each dimension, at least 0
     */
    public static Constant tile(Constant source, long[] repeats) {
        long[] dimensions = source.shape().toArray();
        for (int axis = 0; axis < repeats.length; axis++) {
            dimensions[axis] = Math.multiplyExact(dimensions[axis], repeats[axis]);
        }
        long[] strides = strides(source.shape());
        return move(source, Shape.of(dimensions), coordinates -> {
            long index = 0;
            for (int axis = 0; axis < strides.length; axis++) {
                index += coordinates[axis] % source.shape().dimension(axis) * strides[axis];
            }
            return index;
        });
    }

    /** Returns constants of equal type and equal other dimensions, one after another along an axis. */
    public static Constant concat(List<Constant> sources, int axis) {
        Constant first = sources.getFirst();
        long size = 0;
        for (Constant source : sources) {
            requireFits(first, source, axis);
            size = Math.addExact(size, source.shape().dimension(axis));
        }
        Shape shape = first.shape().withDimension(axis, size);
        long outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= first.shape().dimension(i);
        }
        long rows = outer;
        return FoldingMemory.constant(first.type(), shape, segment -> {
            long target = 0;
            for (long row = 0; row < rows; row++) {
                for (Constant source : sources) {
                    long bytes = source.segment().byteSize() / Math.max(1, rows);
                    MemorySegment.copy(source.segment(), row * bytes, segment, target, bytes);
                    target += bytes;
                }
            }
        });
    }

    private static void requireFits(Constant first, Constant other, int axis) {
        boolean fits = first.type() == other.type()
                && first.shape().rank() == other.shape().rank()
                && first.shape().withDimension(axis, 1).equals(other.shape().withDimension(axis, 1));
        if (!fits) {
            throw new IllegalArgumentException(
                    "%s and %s differ in more than dimension %d".formatted(first, other, axis));
        }
    }

    private static Constant move(Constant source, Shape shape, SourceIndex sourceIndex) {
        int bytes = source.type().byteSize();
        return FoldingMemory.constant(source.type(), shape, segment -> {
            long[] coordinates = new long[shape.rank()];
            long count = shape.elementCount();
            for (long i = 0; i < count; i++) {
                long index = sourceIndex.at(coordinates);
                if (bytes == Integer.BYTES) {
                    int element = source.segment().getAtIndex(ValueLayout.JAVA_INT, index);
                    segment.setAtIndex(ValueLayout.JAVA_INT, i, element);
                } else {
                    MemorySegment.copy(source.segment(), index * bytes, segment, i * bytes, bytes);
                }
                Broadcast.advance(coordinates, shape);
            }
        });
    }

    private static long dot(long[] coordinates, long[] strides) {
        long sum = 0;
        for (int i = 0; i < strides.length; i++) {
            sum += coordinates[i] * strides[i];
        }
        return sum;
    }

    private static long[] strides(Shape shape) {
        return Broadcast.strides(shape, shape);
    }
}
