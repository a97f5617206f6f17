// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A thread's piece of memory for what is no run of whole vectors: the floats that are left behind the last whole vector, and
 * operands of a single float.
 */
final class Margin {
    /** The floats of a row. */
    static final int ROW = 256;

    /** The place for the bits of a vector. */
    static final long BITS = 3L * ROW * Float.BYTES;

    private static final int ROWS = 4;
    private static final long ALIGNMENT = 64;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ThreadLocal<MemorySegment> SEGMENTS =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate((long) ROWS * ROW * Float.BYTES, ALIGNMENT));

    private Margin() {}

    /** Returns this thread's margin. */
    static MemorySegment get() {
        return SEGMENTS.get();
    }

    /** Returns the byte offset of a row. */
    static long row(int index) {
        return (long) index * ROW * Float.BYTES;
    }

    /** Fills the beginning of a row with a float. */
    static void fill(MemorySegment margin, int row, float value, int count) {
        for (int i = 0; i < count; i++) {
            margin.set(FLOAT, row(row) + (long) i * Float.BYTES, value);
        }
    }

    /** Copies less floats than a vector has. */
    static void copy(MemorySegment src, long from, MemorySegment dst, long to, int count) {
        for (int i = 0; i < count; i++) {
            dst.set(FLOAT, to + (long) i * Float.BYTES, src.get(FLOAT, from + (long) i * Float.BYTES));
        }
    }
}
