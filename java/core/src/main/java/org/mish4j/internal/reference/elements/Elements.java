// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.reference.elements;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Access to a tensor's elements, which callers' memory need not align. Elements are floats, arithmetic is in double.
 */
public final class Elements {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private Elements() {}

    public static double get(MemorySegment tensor, long element) {
        return tensor.getAtIndex(FLOAT, element);
    }

    /** Rounds a value to float and writes it. */
    public static void set(MemorySegment tensor, long element, double value) {
        tensor.setAtIndex(FLOAT, element, (float) value);
    }

    /** Copies a run of elements from one tensor into another. */
    public static void copy(
            MemorySegment source, long sourceElement, MemorySegment target, long targetElement, long count) {
        MemorySegment.copy(
                source, sourceElement * Float.BYTES, target, targetElement * Float.BYTES, count * Float.BYTES);
    }

    /** Copies as many elements as an array has. */
    public static void copy(MemorySegment source, long sourceElement, float[] target) {
        MemorySegment.copy(source, FLOAT, sourceElement * Float.BYTES, target, 0, target.length);
    }
}
