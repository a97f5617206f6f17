// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;

/** Copies and additions of rows as long as those of a tile. */
final class VectorRows {
    /** The floats of a row. */
    static final int FLOATS = TileShape.columns(Lanes.COUNT);

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int VECTOR_BYTES = Lanes.SPECIES.vectorByteSize();

    private VectorRows() {}

    static void copy(
            MemorySegment srcSegment,
            long src,
            long srcStep,
            MemorySegment dstSegment,
            long dst,
            long dstStep,
            int rows) {
        for (int row = 0; row < rows; row++) {
            long from = src + row * srcStep;
            long to = dst + row * dstStep;
            load(srcSegment, from).intoMemorySegment(dstSegment, to, ORDER);
            load(srcSegment, from + VECTOR_BYTES).intoMemorySegment(dstSegment, to + VECTOR_BYTES, ORDER);
        }
    }

    static void add(
            MemorySegment srcSegment,
            long src,
            long srcStep,
            MemorySegment dstSegment,
            long dst,
            long dstStep,
            int rows) {
        for (int row = 0; row < rows; row++) {
            long from = src + row * srcStep;
            long to = dst + row * dstStep;
            load(dstSegment, to).add(load(srcSegment, from)).intoMemorySegment(dstSegment, to, ORDER);
            load(dstSegment, to + VECTOR_BYTES)
                    .add(load(srcSegment, from + VECTOR_BYTES))
                    .intoMemorySegment(dstSegment, to + VECTOR_BYTES, ORDER);
        }
    }

    private static FloatVector load(MemorySegment segment, long offset) {
        return FloatVector.fromMemorySegment(Lanes.SPECIES, segment, offset, ORDER);
    }
}
