// SPDX-License-Identifier: Apache-2.0
package org.mish4j.internal.math;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The checks of an operation that reads each element of one memory segment and writes the same element of another. */
public final class ElementwiseSegments {

    private ElementwiseSegments() {}

    /**
     * Checks the two segments and counts their elements.
     *
     * @param element the layout of an element
     * @throws IllegalArgumentException if the segments differ in size, do not hold a whole number of elements, overlap
     *     without starting at the same byte, or the destination is read-only
     */
    public static long count(MemorySegment source, MemorySegment destination, ValueLayout element) {
        long bytes = source.byteSize();
        if (destination.byteSize() != bytes) {
            throw new IllegalArgumentException("Source and destination must have the same size, but the source has "
                    + bytes + " bytes and the destination " + destination.byteSize());
        }
        if (bytes % element.byteSize() != 0) {
            throw new IllegalArgumentException("Source and destination must hold whole elements of "
                    + element.byteSize() + " bytes, but have " + bytes + " bytes");
        }
        if (destination.isReadOnly()) {
            throw new IllegalArgumentException("The destination of " + bytes + " bytes is read-only");
        }
        if (partlyOverlap(source, destination)) {
            throw new IllegalArgumentException("Source and destination of " + bytes
                    + " bytes must be the same memory or not overlap, but the destination starts "
                    + (destination.address() - source.address()) + " bytes after the source");
        }
        return bytes / element.byteSize();
    }

    private static boolean partlyOverlap(MemorySegment source, MemorySegment destination) {
        return source.address() != destination.address()
                && source.asOverlappingSlice(destination).isPresent();
    }
}
