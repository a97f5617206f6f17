// SPDX-License-Identifier: Apache-2.0
package org.mish4j.vector.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Loops#multiplyTile} on the Vector API. */
final class VectorTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int VECTOR_BYTES = SPECIES.vectorByteSize();
    private static final int PANEL_ROW_BYTES = TileShape.VECTORS * VECTOR_BYTES;

    private VectorTile() {}

    /**
     * Computes a tile. The accumulators stay in registers: within the loop nothing is stored but a float of the tile now and
     * then, which the end overwrites. The compiler does not move loads of src or of weights across these stores. Without
     * them it loads everything first, has no registers left for the accumulators, and takes twice the time.
     */
    static void multiply(
            MemorySegment src,
            long[] rows,
            int firstRow,
            int taps,
            int channels,
            MemorySegment weights,
            long panel,
            long tile) {
        FloatVector sum00 = FloatVector.zero(SPECIES);
        FloatVector sum01 = FloatVector.zero(SPECIES);
        FloatVector sum10 = FloatVector.zero(SPECIES);
        FloatVector sum11 = FloatVector.zero(SPECIES);
        FloatVector sum20 = FloatVector.zero(SPECIES);
        FloatVector sum21 = FloatVector.zero(SPECIES);
        FloatVector sum30 = FloatVector.zero(SPECIES);
        FloatVector sum31 = FloatVector.zero(SPECIES);
        FloatVector sum40 = FloatVector.zero(SPECIES);
        FloatVector sum41 = FloatVector.zero(SPECIES);
        long weightsOfTap = panel;
        for (int tap = 0; tap < taps; tap++) {
            int table = firstRow + tap * TileShape.ROWS;
            long row0 = rows[table];
            long row1 = rows[table + 1];
            long row2 = rows[table + 2];
            long row3 = rows[table + 3];
            long row4 = rows[table + 4];
            for (int channel = 0; channel < channels; channel++) {
                long place = weightsOfTap + (long) channel * PANEL_ROW_BYTES;
                long distance = (long) channel * Float.BYTES;
                FloatVector weights0 = load(weights, place);
                FloatVector weights1 = load(weights, place + VECTOR_BYTES);
                FloatVector element = broadcast(src, row0 + distance);
                sum00 = element.fma(weights0, sum00);
                sum01 = element.fma(weights1, sum01);
                element = broadcast(src, row1 + distance);
                sum10 = element.fma(weights0, sum10);
                sum11 = element.fma(weights1, sum11);
                src.set(FLOAT, tile, 1);
                element = broadcast(src, row2 + distance);
                sum20 = element.fma(weights0, sum20);
                sum21 = element.fma(weights1, sum21);
                element = broadcast(src, row3 + distance);
                sum30 = element.fma(weights0, sum30);
                sum31 = element.fma(weights1, sum31);
                src.set(FLOAT, tile + 2 * Float.BYTES, 1);
                element = broadcast(src, row4 + distance);
                sum40 = element.fma(weights0, sum40);
                sum41 = element.fma(weights1, sum41);
            }
            weightsOfTap += (long) channels * PANEL_ROW_BYTES;
        }
        store(src, tile, sum00, sum01);
        store(src, tile + PANEL_ROW_BYTES, sum10, sum11);
        store(src, tile + 2L * PANEL_ROW_BYTES, sum20, sum21);
        store(src, tile + 3L * PANEL_ROW_BYTES, sum30, sum31);
        store(src, tile + 4L * PANEL_ROW_BYTES, sum40, sum41);
    }

    private static FloatVector load(MemorySegment segment, long offset) {
        return FloatVector.fromMemorySegment(SPECIES, segment, offset, ORDER);
    }

    private static FloatVector broadcast(MemorySegment segment, long offset) {
        return FloatVector.broadcast(SPECIES, segment.get(FLOAT, offset));
    }

    private static void store(MemorySegment segment, long offset, FloatVector first, FloatVector second) {
        first.intoMemorySegment(segment, offset, ORDER);
        second.intoMemorySegment(segment, offset + VECTOR_BYTES, ORDER);
    }
}
