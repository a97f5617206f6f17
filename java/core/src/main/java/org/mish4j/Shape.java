// SPDX-License-Identifier: Apache-2.0
package org.mish4j;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The dimensions of a tensor, outermost first. Immutable. A scalar has none. */
public final class Shape {
    /** The largest number of dimensions. */
    public static final int MAX_RANK = 6;

    private static final long MAX_DIMENSION = Integer.MAX_VALUE;
    private static final long MAX_ELEMENTS = 1L << 40;

    private final long[] dimensions;

    private Shape(long[] dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * Makes a shape.
     *
     * @throws IllegalArgumentException if there are more than {@value #MAX_RANK} dimensions, if one is negative or more
     *     than 2<sup>31</sup> - 1, or if there are more than 2<sup>40</sup> elements
     */
    public static Shape of(long... dimensions) {
        long[] copy = dimensions.clone();
        if (copy.length > MAX_RANK) {
            throw new IllegalArgumentException("the shape %s has %d dimensions, expected at most %d"
                    .formatted(Arrays.toString(copy), copy.length, MAX_RANK));
        }
        long elements = 1;
        for (int axis = 0; axis < copy.length; axis++) {
            long dimension = copy[axis];
            if (dimension < 0 || dimension > MAX_DIMENSION) {
                throw new IllegalArgumentException("dimension %d of the shape %s is %d, expected 0 to %d"
                        .formatted(axis, Arrays.toString(copy), dimension, MAX_DIMENSION));
            }
            elements = Math.multiplyHigh(elements, dimension) == 0 ? elements * dimension : Long.MAX_VALUE;
            if (elements < 0 || elements > MAX_ELEMENTS) {
                throw new IllegalArgumentException(
                        "the shape %s has more than 2^40 elements".formatted(Arrays.toString(copy)));
            }
        }
        return new Shape(copy);
    }

    /** Makes a shape of a list of dimensions. */
    public static Shape of(List<Long> dimensions) {
        return of(dimensions.stream().mapToLong(Long::longValue).toArray());
    }

    /** Returns the number of dimensions. */
    public int rank() {
        return dimensions.length;
    }

    /**
     * Returns a dimension.
     *
     * @param axis 0 to rank - 1
     */
    public long dimension(int axis) {
        return dimensions[axis];
    }

    /** Returns a copy of the dimensions. */
    public long[] toArray() {
        return dimensions.clone();
    }

    /** Returns the number of elements: the product of the dimensions; 1 for a scalar. */
    public long elementCount() {
        long count = 1;
        for (long dimension : dimensions) {
            count *= dimension;
        }
        return count;
    }

    /** Returns this shape with another size in one dimension. */
    public Shape withDimension(int axis, long size) {
        long[] copy = dimensions.clone();
        copy[axis] = size;
        return of(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** Returns the dimensions in the form {@code [1, 3, 224, 224]}. */
    @Override
    public String toString() {
        return Arrays.stream(dimensions).mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
