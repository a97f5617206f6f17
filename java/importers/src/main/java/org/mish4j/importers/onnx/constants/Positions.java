// SPDX-License-Identifier: Apache-2.0
package org.mish4j.importers.onnx.constants;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.mish4j.Constant;
import org.mish4j.Shape;
import org.mish4j.TensorType;
import org.mish4j.internal.folding.FoldingMemory;

/**
 * Indices of ONNX's operators as positions in the data, counted in row-major order. A negative index counts from a
 * dimension's end.
 */
public final class Positions {
    private Positions() {}

    /**
     * Returns the positions of elements, as GatherElements and ScatterElements name them: the position of index {@code i} at
     * some coordinates is that of the data's element at these coordinates, with i for the axis.
     *
     * @param data the shape of the data
     * @param indices integers; as many dimensions as the data has, none but the axis larger than the data's
     * @return an {@link TensorType#I64} constant of the indices' shape
     * @throws IllegalArgumentException if the indices do not fit
     */
    public static Constant ofElements(Shape data, int axis, Constant indices) {
        Shape shape = indices.shape();
        requireIntegers(indices);
        for (int i = 0; i < shape.rank() || shape.rank() != data.rank(); i++) {
            if (shape.rank() != data.rank() || (i != axis && shape.dimension(i) > data.dimension(i))) {
                throw new IllegalArgumentException(
                        "the indices have shape %s, expected one within %s but for dimension %d"
                                .formatted(shape, data, axis));
            }
        }
        long[] strides = Broadcast.strides(data, data);
        return FoldingMemory.constant(TensorType.I64, shape, segment -> {
            long[] coordinates = new long[shape.rank()];
            for (long i = 0; i < shape.elementCount(); i++) {
                long position = within(Elements.longAt(indices, i), data, axis) * strides[axis];
                for (int other = 0; other < strides.length; other++) {
                    position += other == axis ? 0 : coordinates[other] * strides[other];
                }
                segment.setAtIndex(ValueLayout.JAVA_LONG, i, position);
                Broadcast.advance(coordinates, shape);
            }
        });
    }

    /**
     * Returns the positions of slices, as GatherND and ScatterND name them: the indices' last dimension has a coordinate for
     * each of the data's dimensions behind the batch, and what dimensions are left are a slice.
     *
     * @param data the shape of the data
     * @param batchDimensions how many dimensions in front data and indices have in common
     * @param indices integers
     * @return an {@link TensorType#I64} constant of the indices' shape without the last dimension; positions count slices
     * @throws IllegalArgumentException if the indices do not fit
     */
    public static Constant ofSlices(Shape data, int batchDimensions, Constant indices) {
        requireIntegers(indices);
        Shape shape = indices.shape();
        int rank = shape.rank();
        if (rank <= batchDimensions
                || batchDimensions < 0
                || batchDimensions >= data.rank()
                || batchDimensions + shape.dimension(rank - 1) > data.rank()
                || !batch(data, batchDimensions).equals(batch(shape, batchDimensions))) {
            throw new IllegalArgumentException(
                    "the indices have shape %s, which does not name slices of %s with batch_dims %d"
                            .formatted(shape, data, batchDimensions));
        }
        int length = (int) shape.dimension(rank - 1);
        Shape result = Shape.of(Arrays.copyOf(shape.toArray(), rank - 1));
        return FoldingMemory.constant(TensorType.I64, result, segment -> {
            long[] coordinates = new long[result.rank()];
            for (long i = 0; i < result.elementCount(); i++) {
                long position = 0;
                for (int axis = 0; axis < batchDimensions; axis++) {
                    position = position * data.dimension(axis) + coordinates[axis];
                }
                for (int j = 0; j < length; j++) {
                    int axis = batchDimensions + j;
                    long index = within(Elements.longAt(indices, i * length + j), data, axis);
                    position = position * data.dimension(axis) + index;
                }
                segment.setAtIndex(ValueLayout.JAVA_LONG, i, position);
                Broadcast.advance(coordinates, result);
            }
        });
    }

    private static Shape batch(Shape shape, int dimensions) {
        return Shape.of(Arrays.copyOf(shape.toArray(), dimensions));
    }

    private static void requireIntegers(Constant indices) {
        if (indices.type() != TensorType.I64 && indices.type() != TensorType.I32) {
            throw new IllegalArgumentException("the indices are %s, expected I64 or I32".formatted(indices));
        }
    }

    private static long within(long index, Shape data, int axis) {
        long size = data.dimension(axis);
        if (index < -size || index >= size) {
            throw new IllegalArgumentException("index %d is not within dimension %d of its input %s, expected %d to %d"
                    .formatted(index, axis, data, -size, size - 1));
        }
        return index < 0 ? index + size : index;
    }
}
