// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.elements;

/** How far apart neighbours are in each dimension of a dense, row-major tensor, in elements. */
public final class Strides {
    private Strides() {}

    public static long[] rowMajor(long[] dimensions) {
        long[] strides = new long[dimensions.length];
        long stride = 1;
        for (int axis = dimensions.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dimensions[axis];
        }
        return strides;
    }

    /**
     * Returns the strides with which a tensor is read as one of another shape, to which it broadcasts as in NumPy: 0 in
     * the dimensions in which its elements repeat.
     */
    public static long[] broadcast(long[] dimensions, long[] targetDimensions) {
        long[] own = rowMajor(dimensions);
        long[] strides = new long[targetDimensions.length];
        int missing = targetDimensions.length - dimensions.length;
        for (int axis = 0; axis < dimensions.length; axis++) {
            strides[axis + missing] = dimensions[axis] == 1 ? 0 : own[axis];
        }
        return strides;
    }
}
