// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.kernels.rows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Loops over floats that do not lie side by side. Places are in bytes, strides and counts in floats. */
final class StridedRuns {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private StridedRuns() {}

    /** Copies a run. */
    static void copy(
            MemorySegment src, long from, long srcStride, MemorySegment dst, long to, long dstStride, long count) {
        long srcStep = srcStride * Float.BYTES;
        long dstStep = dstStride * Float.BYTES;
        for (long i = 0; i < count; i++) {
            dst.set(FLOAT, to + i * dstStep, src.get(FLOAT, from + i * srcStep));
        }
    }

    /** Writes the same float many times. */
    static void fill(MemorySegment dst, long to, long count, float value) {
        for (long i = 0; i < count; i++) {
            dst.set(FLOAT, to + i * Float.BYTES, value);
        }
    }

    /** Writes a float. */
    static void set(MemorySegment dst, long to, float value) {
        dst.set(FLOAT, to, value);
    }

    /** Returns a float. */
    static float get(MemorySegment src, long from) {
        return src.get(FLOAT, from);
    }

    /** Returns a product. */
    static double product(MemorySegment src, long from, long count) {
        double product = 1;
        for (long i = 0; i < count; i++) {
            product *= src.get(FLOAT, from + i * Float.BYTES);
        }
        return product;
    }

    /** Writes x scale + shift for each float x of a run, computed in double. */
    static void scale(
            MemorySegment src,
            long from,
            long srcStride,
            double scale,
            double shift,
            MemorySegment dst,
            long to,
            long dstStride,
            long count) {
        long srcStep = srcStride * Float.BYTES;
        long dstStep = dstStride * Float.BYTES;
        for (long i = 0; i < count; i++) {
            dst.set(FLOAT, to + i * dstStep, (float) (src.get(FLOAT, from + i * srcStep) * scale + shift));
        }
    }
}
