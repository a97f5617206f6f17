// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli.numpy;

import org.mish4j.Shape;

/** Where the elements of a file, one after the other, belong in C order, where the last dimension varies fastest. */
final class ElementOrder {
    private final boolean fortranOrder;
    private final long[] dimensions;
    private final long[] strides;
    private final long[] place;
    private long position;

    ElementOrder(Shape shape, boolean fortranOrder) {
        this.fortranOrder = fortranOrder;
        this.dimensions = shape.toArray();
        this.strides = new long[dimensions.length];
        this.place = new long[dimensions.length];
        long stride = 1;
        for (int axis = dimensions.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= dimensions[axis];
        }
    }

    /** Returns the index of the next element. */
    long next() {
        long current = position;
        if (fortranOrder) {
            step();
        } else {
            position++;
        }
        return current;
    }

    private void step() {
        for (int axis = 0; axis < dimensions.length; axis++) {
            position += strides[axis];
            if (++place[axis] < dimensions[axis]) {
                return;
            }
            position -= strides[axis] * dimensions[axis];
            place[axis] = 0;
        }
    }
}
