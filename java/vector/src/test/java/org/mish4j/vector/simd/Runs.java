// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Runs of floats in a segment, among others that must stay as they are. Places are no multiples of the floats' size. */
final class Runs implements AutoCloseable {
    /** The numbers of floats to test with. */
    static final int[] COUNTS = {0, 1, 7, 8, 9, 80, 257, 1000};

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final float OTHER = 12345.5f;
    private static final long GAP = 67;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment segment;
    private final int count;

    /** Makes runs of equal lengths. */
    Runs(int runs, int count) {
        this.count = count;
        long floats = (runs + 1) * (count + GAP);
        this.segment = arena.allocate(floats * Float.BYTES);
        for (long index = 0; index < floats; index++) {
            segment.setAtIndex(FLOAT, index, OTHER);
        }
        for (int run = 0; run < runs; run++) {
            for (int index = 0; index < count; index++) {
                set(run, index, OTHER);
            }
        }
    }

    MemorySegment segment() {
        return segment;
    }

    /** Returns the byte offset of a run. */
    long place(int run) {
        return run * (count + GAP) * Float.BYTES + 41;
    }

    void set(int run, int index, float value) {
        segment.set(FLOAT, place(run) + (long) index * Float.BYTES, value);
    }

    void set(int run, float[] values) {
        for (int index = 0; index < values.length; index++) {
            set(run, index, values[index]);
        }
    }

    float get(int run, int index) {
        return segment.get(FLOAT, place(run) + (long) index * Float.BYTES);
    }

    /** Returns a copy of everything. */
    MemorySegment copy() {
        return arena.allocate(segment.byteSize()).copyFrom(segment);
    }

    /** Checks that nothing but a run differs from a copy. */
    void assertSameOutside(int run, MemorySegment copy) {
        MemorySegment.copy(copy, place(run), segment, place(run), (long) count * Float.BYTES);
        assertThat(segment.mismatch(copy)).as("first byte that was overwritten").isEqualTo(-1);
    }

    @Override
    public void close() {
        arena.close();
    }
}
