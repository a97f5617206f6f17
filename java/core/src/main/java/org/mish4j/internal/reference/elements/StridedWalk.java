// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.elements;

/**
 * Visits all positions of a box in row-major order, and knows at which offset each position lies in some tensors that
 * have a stride for each dimension of the box. After the last position it is at the first one again.
 */
public final class StridedWalk {
    private final long[] dimensions;
    private final long[][] strides;
    private final long[] position;
    private final long[] offsets;

    public StridedWalk(long[] dimensions, long[]... strides) {
        this.dimensions = dimensions;
        this.strides = strides;
        this.position = new long[dimensions.length];
        this.offsets = new long[strides.length];
    }

    /** Returns the number of positions; 1 for a box without dimensions. */
    public long count() {
        long count = 1;
        for (long dimension : dimensions) {
            count *= dimension;
        }
        return count;
    }

    /** Returns the offset of the present position in a tensor, in elements from that of the first position. */
    public long offset(int tensor) {
        return offsets[tensor];
    }

    public void advance() {
        for (int axis = dimensions.length - 1; axis >= 0; axis--) {
            if (++position[axis] < dimensions[axis]) {
                move(axis, 1);
                return;
            }
            position[axis] = 0;
            move(axis, 1 - dimensions[axis]);
        }
    }

    private void move(int axis, long distance) {
        for (int tensor = 0; tensor < offsets.length; tensor++) {
            offsets[tensor] += distance * strides[tensor][axis];
        }
    }
}
